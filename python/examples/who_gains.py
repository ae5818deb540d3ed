# %% [markdown]
# # Who gains and who loses?
#
# The county of liangping-2019 pays shares of the contribution, the district of docs/example-county-2025 pays sums. What
# would each of 10,000 invented residents be left to pay under the one and under the other, what would it cost, and what
# cannot be told because something is not known of a person? Amounts are yuan, of each document's own year: the contribution
# itself rose from 200 to 400 (tier 1).
#
#     python python/examples/who_gains.py PICTURE.svg
#
# draws the picture and prints the totals. Needs pyarrow. The cells (`# %%`) open as a notebook in editors that know them.

# %%
import pathlib
import random
import sys

import pyarrow as pa

import mingbai
from mingbai import Engine, Rules, totals

HERE = pathlib.Path(__file__).parent
DISTRICT = HERE.parents[1] / "docs/example-county-2025/policy.toml"

old = Rules(
    Engine("liangping-2019"), "2019-11-01", {"contribution": {"tier_1": "200.00", "tier_2": "500.00"}}
)
new = Rules(Engine.compile(mingbai.FACTS_TOML, DISTRICT.read_text(encoding="utf-8")), "2024-11-01")

# %% [markdown]
# Ten groups, as many residents of each as a lot gives them; what stands for one group is false of all others. One resident in
# ten has not said one of these things.

# %%
GROUPS = {
    "no identity": {},
    "tekun": {"tekun": True},
    "orphan": {"orphan": True},
    "dibao": {"dibao": True},
    "low income": {"low_income": True},
    "poverty by illness": {"illness_poverty": True},
    "registered poor": {"registered_poor": "not_lifted"},
    "lifted, not stable": {"registered_poor": "lifted", "monitored_as": "unstable"},
    "severely disabled": {"severely_disabled": True},
    "special support": {"family_planning_aid": "special_support"},
}
NOTHING = {
    "scheme": "resident",
    "registered_poor": "none",
    "monitored_as": "none",
    "veteran_groups": "none",
    "family_planning_aid": "none",
    **dict.fromkeys(["dibao", "tekun", "orphan", "low_income", "illness_poverty", "severely_disabled"], False),
    **dict.fromkeys(["unsupported_child", "returned_to_poverty", "dibao_margin"], False),
}


def resident(chance: random.Random) -> dict[str, object]:
    group = chance.choice(list(GROUPS))
    person = {"group": group, **NOTHING, **GROUPS[group]}
    person["residence"] = chance.choice(["rural", "rural", "urban"])
    person["tier"] = chance.choice(["tier_1", "tier_1", "tier_1", "tier_2"])
    if chance.random() < 0.1:
        person[chance.choice([fact for fact in person if fact != "group"])] = None
    return person


chance = random.Random(2025)
persons = pa.Table.from_pylist([resident(chance) for _ in range(10_000)])

# %%
compared = pa.table(Engine.compare(old, new, persons))
by_group = totals(compared, by=["group"]).to_pylist()
by_group.sort(key=lambda row: list(GROUPS).index(row["group"]))

# %% [markdown]
# The cost: what is paid for people, before and after. A range is what is not known of them.

# %%
(everyone,) = totals(compared).to_pylist()


def between(row: dict[str, object], name: str) -> str:
    least, most = row[f"{name}.least"], row[f"{name}.most"]
    return f"{least}" if least == most else f"{least} to {most}"


for row in [*by_group, {"group": "everyone", **everyone}]:
    counted = ", ".join(f"{row[effect]} {effect}" for effect in ["gains", "loses", "same", "open", "left_out"])
    print(f"{row['group']}: {row['persons']} persons: {counted}")
    print(f"    paid for them: {between(row, 'before.aid')} before, {between(row, 'after.aid')} after")
    print(f"    left to pay: {between(row, 'before.pays')} before, {between(row, 'after.pays')} after")

# %% [markdown]
# The picture: for each group how many pay less, the same, more, and for how many it is open. The shades are told apart in
# print without colours, and each part has its number.

# %%
PARTS = {
    "gains": ("pays less", "#4fa37e", "#111"),
    "same": ("the same", "#dde3e6", "#111"),
    "open": ("open", "#fff", "#111"),
    "loses": ("pays more", "#5e1212", "#fff"),
    "left_out": ("cannot be worked out", "#f4e3b1", "#111"),
}
LEFT, WIDTH, STEP, TOP = 150, 560, 34, 70


def bars() -> list[str]:
    lines = []
    for at, row in enumerate(by_group):
        top, x = TOP + at * STEP, float(LEFT)
        lines.append(f'<text x="{LEFT - 10}" y="{top + 17}" text-anchor="end">{row["group"]}</text>')
        for effect, (_, fill, ink) in PARTS.items():
            wide = WIDTH * row[effect] / row["persons"]
            if not wide:
                continue
            lines.append(
                f'<rect x="{x:.1f}" y="{top}" width="{wide:.1f}" height="24" fill="{fill}" stroke="#111"/>'
            )
            if wide > 28:
                middle = x + wide / 2
                lines.append(
                    f'<text x="{middle:.1f}" y="{top + 17}" text-anchor="middle" fill="{ink}">{row[effect]}</text>'
                )
            x += wide
    return lines


def legend() -> list[str]:
    lines, x = [], 20
    for effect, (words, fill, _) in PARTS.items():
        if not any(row[effect] for row in by_group):
            continue
        lines.append(f'<rect x="{x}" y="36" width="14" height="14" fill="{fill}" stroke="#111"/>')
        lines.append(f'<text x="{x + 20}" y="48">{words}</text>')
        x += 40 + 8 * len(words)
    return lines


height = TOP + STEP * len(by_group) + 10
picture = "\n".join([
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 730 {height}" font-family="sans-serif" font-size="14">',
    "<title>Who pays less and who pays more: 2025 against 2019</title>",
    f'<rect width="730" height="{height}" fill="#fff"/>',
    '<text x="20" y="24" font-size="17">What is left to pay in 2025 against 2019, 10,000 invented residents</text>',
    *legend(),
    *bars(),
    "</svg>\n",
])
if len(sys.argv) > 1:
    pathlib.Path(sys.argv[1]).write_text(picture, encoding="utf-8")
