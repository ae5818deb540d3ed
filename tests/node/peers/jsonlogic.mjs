// json-logic-engine, compiled: one compiled function an amount, each given what the ones before found.
import { LogicEngine } from "json-logic-engine";
import { PLAIN, fen, flat } from "./cases.mjs";

export function make() {
  const engine = new LogicEngine();
  engine.addMethod("fen", ([yuan]) => Math.round(yuan * 100) / 100, { deterministic: true });
  const v = (name) => ({ var: name });
  const half = (condition, amount) => ({ "*": [amount, { if: [condition, 0.5, 1] }] });
  const share = (amount, percent) => ({ "/": [{ "*": [amount, percent] }, 100] });
  const { major } = PLAIN;
  const points = { if: [v("plus"), 5, 0] };
  const rules = {
    key: { or: [v("dibao"), v("tekun"), v("orphan")] },
    second: { or: [v("low_income"), v("illness_poverty")] },
    registered: { "!==": [v("registered_poor"), "none"] },
    poor: { or: [v("registered"), { and: [{ "===": [v("residence"), "rural"] }, { or: [v("key"), v("second")] }] }] },
    tilt: { and: [v("poor"), { "===": [v("hospital_level"), "district"] }, v("in_district")] },
    plus: { and: [v("poor"), { or: [v("registered"), v("tekun")] }] },
    percent: {
      if: [
        { "!": { or: [v("poor"), v("orphan")] } }, 0,
        v("key"), 100,
        v("second"), { if: [{ "===": [v("tier"), "tier_1"] }, 70, 100] },
        { "===": [v("registered_poor"), "not_lifted"] }, 100,
        50,
      ],
    },
    aid: { min: [v("contribution"), { fen: [share(v("tier_1_contribution"), v("percent"))] }] },
    pays: { "-": [v("contribution"), v("aid")] },
    basic: {
      min: [
        v("basic_cap"),
        {
          fen: [
            share(
              { max: [0, { "-": [v("in_scope"), half(v("tilt"), v("deductible"))] }] },
              { min: [100, { "+": [v("rate"), { if: [v("tilt"), 10, 0] }] }] },
            ),
          ],
        },
      ],
    },
    sum: { "-": [v("in_scope"), v("basic")] },
    above: { max: [0, { "-": [v("sum"), half(v("poor"), major.deductible)] }] },
    major: {
      min: [
        major.cap,
        {
          fen: [
            {
              "+": [
                share({ min: [v("above"), major.second] }, { "+": [major.rates[0], points] }),
                share({ max: [0, { "-": [v("above"), major.second] }] }, { "+": [major.rates[1], points] }),
              ],
            },
          ],
        },
      ],
    },
    assistance: { if: [v("poor"), { min: [PLAIN.assistance_cap, { fen: [share({ "-": [v("sum"), v("major")] }, 70)] }] }, 0] },
    patient: { "+": [{ "-": [{ "-": [v("sum"), v("major")] }, v("assistance")] }, v("out_of_scope")] },
  };
  const compiled = Object.entries(rules).map(([name, rule]) => [name, engine.build(rule)]);
  return {
    shape: flat,
    answer(one) {
      const data = { ...one };
      for (const [name, rule] of compiled) data[name] = rule(data);
      return [data.contribution, data.aid, data.pays, data.basic, data.major, data.assistance, data.patient];
    },
    fen: (amounts) => amounts.map(fen),
  };
}
