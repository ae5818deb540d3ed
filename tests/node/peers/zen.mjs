// @gorules/zen-engine: one decision with one expression node. In Node it is native code (napi), not
// WebAssembly; its answers come as promises.
import { ZenEngine } from "@gorules/zen-engine";
import { PLAIN, fen, flat } from "./cases.mjs";

export function make() {
  const { major } = PLAIN;
  const rules = {
    key: "dibao or tekun or orphan",
    second: "low_income or illness_poverty",
    registered: "registered_poor != 'none'",
    poor: "$.registered or (residence == 'rural' and ($.key or $.second))",
    tilt: "$.poor and hospital_level == 'district' and in_district",
    plus: "$.poor and ($.registered or tekun)",
    percent:
      "not ($.poor or orphan) ? 0 : $.key ? 100 : $.second ? (tier == 'tier_1' ? 70 : 100) : registered_poor == 'not_lifted' ? 100 : 50",
    aid: "min([contribution, round(tier_1_contribution * $.percent / 100, 2)])",
    pays: "contribution - $.aid",
    basic:
      "min([basic_cap, round(max([0, in_scope - deductible * ($.tilt ? 0.5 : 1)]) * min([100, rate + ($.tilt ? 10 : 0)]) / 100, 2)])",
    sum: "in_scope - $.basic",
    above: `max([0, $.sum - ${major.deductible} * ($.poor ? 0.5 : 1)])`,
    points: "$.plus ? 5 : 0",
    major: `min([${major.cap}, round(min([$.above, ${major.second}]) * (${major.rates[0]} + $.points) / 100 + max([0, $.above - ${major.second}]) * (${major.rates[1]} + $.points) / 100, 2)])`,
    assistance: `$.poor ? min([${PLAIN.assistance_cap}, round(($.sum - $.major) * 70 / 100, 2)]) : 0`,
    patient: "$.sum - $.major - $.assistance + out_of_scope",
  };
  const expressions = Object.entries(rules).map(([key, value]) => ({ id: key, key, value }));
  const node = (id, type, content = {}) => ({ id, type, name: id, content, position: { x: 0, y: 0 } });
  const decision = new ZenEngine().createDecision({
    nodes: [
      node("in", "inputNode"),
      node("rules", "expressionNode", { expressions }),
      node("out", "outputNode"),
    ],
    edges: [
      { id: "a", sourceId: "in", targetId: "rules", type: "edge" },
      { id: "b", sourceId: "rules", targetId: "out", type: "edge" },
    ],
  });
  return {
    shape: flat,
    async answer(one) {
      const { result } = await decision.evaluate(one);
      return [one.contribution, result.aid, result.pays, result.basic, result.major, result.assistance, result.patient];
    },
    fen: (amounts) => amounts.map(fen),
  };
}
