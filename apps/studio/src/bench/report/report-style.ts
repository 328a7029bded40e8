/** The look of the studio's own pages: paper and ink, light and dark as the system has it. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --desk: light-dark(#ecebe5, #131211); --paper: light-dark(#faf9f5, #1e1d1b); --sunken: light-dark(#f1f0ea, #151413);
  --ink-1: light-dark(#1b1a18, #ece9e1); --ink-2: light-dark(#3d3b36, #cbc7bd); --ink-3: light-dark(#56534c, #b4b0a5);
  --ink-4: light-dark(#65625a, #a19d92); --line: light-dark(#dcdad1, #35342f); --edge: light-dark(#807c73, #848077);
  --azure: light-dark(#1d5687, #8dbde6); --ochre: light-dark(#7d5200, #dfb265); --ochre-wash: light-dark(#f6e9cb, #362a14);
  --seal: light-dark(#b9321c, #c23c25); --on-seal: #fff8f2;
  --ui: -apple-system, "Segoe UI", "Cantarell", "Ubuntu", "Noto Sans", "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", sans-serif;
  --serif: "Iowan Old Style", "Source Serif 4", "Songti SC", "Source Han Serif SC", "Noto Serif CJK SC", Georgia, serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--desk); color: var(--ink-2); font: 14px/22px var(--ui); font-variant-numeric: tabular-nums; }
main { max-width: 1040px; margin: 0 auto; padding: 48px 32px 72px; }
header { display: grid; grid-template-columns: auto 1fr; gap: 0 16px; align-items: center; margin-bottom: 32px; }
.seal { width: 52px; height: 52px; border-radius: 6px; background: var(--seal); color: var(--on-seal); font: 600 20px/52px var(--serif); text-align: center; }
h1 { margin: 0; color: var(--ink-1); font: 600 32px/46px var(--serif); text-wrap: balance; }
h2 { margin: 0 0 4px; color: var(--ink-1); font: 600 22px/34px var(--serif); overflow-wrap: anywhere; }
h3 { margin: 32px 0 8px; color: var(--ink-1); font-size: 14px; line-height: 22px; }
p { margin: 0 0 8px; text-wrap: pretty; }
.quiet, figcaption, dt, th, .label { color: var(--ink-3); }
p { overflow-wrap: anywhere; }
section { background: var(--paper); border-radius: 10px; padding: 32px; margin: 0 0 24px; }
.warning { background: var(--ochre-wash); color: var(--ochre); border-radius: 6px; padding: 8px 12px; }
dl.facts { display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px 24px; margin: 24px 0 0; }
dl.facts dt { font-size: 12px; line-height: 18px; }
dl.facts dd { margin: 0; color: var(--ink-1); font: 22px/34px var(--serif); }
dl.facts dd small { color: var(--ink-3); font: 14px/22px var(--ui); }
dl.setting { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; }
dl.setting dd { margin: 0; color: var(--ink-1); overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th { font-weight: 400; text-align: right; vertical-align: bottom; }
td { color: var(--ink-1); text-align: right; white-space: nowrap; }
th, td { padding: 8px 12px; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
td.review { color: var(--ink-4); }
.charts { display: grid; grid-template-columns: 1fr 1fr; gap: 0 48px; }
figure { margin: 24px 0 0; min-width: 0; }
figcaption { margin-bottom: 8px; }
.bars { list-style: none; margin: 0; padding: 0; }
.bars li { display: grid; grid-template-columns: 124px 1fr 76px; gap: 12px; align-items: center; min-height: 26px; }
.bars li.first:not(:first-child) { margin-top: 12px; }
.bars svg { display: block; overflow: visible; }
.bars .label { overflow-wrap: anywhere; line-height: 18px; }
.bars .value { color: var(--ink-1); text-align: right; white-space: nowrap; }
svg .ours, svg .weights { fill: var(--ink-2); }
svg .next, svg .context { fill: var(--azure); }
svg .restart { fill: var(--ochre); }
svg .review, svg .buffers { fill: var(--edge); fill-opacity: .55; }
svg .limit { fill: var(--ochre); }
details { border-bottom: 1px solid var(--line); padding: 8px 0; }
summary { cursor: pointer; }
summary strong { color: var(--ink-1); font-weight: 600; }
pre { margin: 8px 0; padding: 16px; border-radius: 6px; background: var(--sunken); color: var(--ink-1); font: 14px/24px var(--ui); white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 760px) {
  main { padding: 24px 12px 48px; }
  section { padding: 20px 16px; }
  h1 { font-size: 26px; line-height: 36px; }
  h2 { font-size: 20px; line-height: 30px; }
  .charts { grid-template-columns: 1fr; }
  .bars li { grid-template-columns: 96px 1fr 68px; gap: 8px; }
  dl.facts { grid-template-columns: 1fr 1fr; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  table, tbody, tr { display: block; }
  tr { padding: 12px 0; border-bottom: 1px solid var(--line); }
  td, td:first-child, td:last-child { display: flex; justify-content: space-between; gap: 16px; padding: 2px 0; border: 0; text-align: right; }
  td::before { content: attr(data-label); color: var(--ink-3); }
}
@media print { body { background: none; } section { break-inside: avoid; } }
`;
