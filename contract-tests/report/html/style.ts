/** The CSS of the report: light and dark, wide and narrow, screen and print. */
import { kinds } from '../../verdict/counts.ts';
import type { Markup } from '../../../text/markup.ts';

/** Hides clauses with other verdicts, and sections that become empty. */
const filters = kinds
  .map(
    (kind) =>
      `main:has(#show-${kind}:checked) section tr:not(.is-${kind}, :target), main:has(#show-${kind}:checked) section:not(:has(.is-${kind}, :target)) { display: none; }`,
  )
  .join('\n  ');

export const style: Markup = {
  markup: `<style>
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --card: #fff; --text: #1d2126; --soft: #5b6470; --line: #dfe3e8; --link: #0b57b0;
  --broken: #b3261e; --warning: #8a5300; --notice: #35618f; --kept: #1a6b3c; --unobserved: #646b78; --unjudged: #8a5300; --tint: 9%;
  --queued: #8a94a3; --in-progress: #2f6fbf; --completed: #2a8a52; --failed: #c0392b; --paused: #b07a12; --other: #7d4fa8;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --card: #1c2024; --text: #e6e9ec; --soft: #a2abb6; --line: #343b43; --link: #8ab8f0;
    --broken: #ff9a90; --warning: #f0b95c; --notice: #93bdec; --kept: #7fd1a0; --unobserved: #a2abb6; --unjudged: #f0b95c; --tint: 14%;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem 1rem 4rem; }
h1 { font-size: 1.3rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
p { margin: .4rem 0; }
a { color: var(--link); }
.soft, figcaption, dt { color: var(--soft); }
header > .soft { margin: .1rem 0 .8rem; }
.outcome { --state: var(--unjudged); display: flex; gap: .9rem; align-items: center; padding: .8rem 1rem; border: 1px solid var(--state); border-left-width: .4rem; border-radius: .5rem; background: color-mix(in srgb, var(--state) var(--tint), var(--card)); }
.outcome.kept { --state: var(--kept); } .outcome.broken { --state: var(--broken); } .outcome.step { --state: var(--warning); } .outcome.unjudged { --state: var(--unjudged); }
.outcome > * { color: var(--text); min-width: 0; }
.outcome p { margin: 0; overflow-wrap: anywhere; }
.outcome .state { font-size: 1.25rem; font-weight: 650; line-height: 1.3; color: var(--state); }
.outcome .sign { flex: none; width: 2.4rem; height: 2.4rem; border-radius: 50%; background: var(--state); color: var(--card); font: 700 1.4rem/2.4rem system-ui, sans-serif; text-align: center; }
.tiles { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: .8rem 0 0; list-style: none; }
.tiles li { flex: 1 1 6rem; padding: .35rem .8rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
.tiles b { font-size: 1.45rem; line-height: 1.3; margin-right: .2rem; }
.none { color: var(--soft); font-weight: 500; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1px; margin: .5rem 0 0; overflow: hidden; border: 1px solid var(--line); border-radius: .5rem; background: var(--line); }
.facts div { min-width: 0; padding: .4rem .8rem; overflow-wrap: anywhere; background: var(--card); }
.facts.long { grid-template-columns: 1fr; }
.facts dt { font-size: .8rem; }
.facts b { font-weight: 650; white-space: nowrap; }
.facts .soft { font-size: .87rem; }
.links { margin: 0; padding: 0; list-style: none; }
.links li { display: flex; gap: .6rem; align-items: baseline; padding: .25rem 0; }
.new { padding: 0 .45rem; border-radius: 1rem; background: var(--broken); color: var(--card); font-size: .78rem; font-weight: 650; }
.steps { margin: 0; padding: 0; list-style: none; }
.steps li { --state: var(--notice); display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; align-items: center; justify-content: space-between; margin: .4rem 0; padding: .5rem .8rem; border: 1px solid var(--line); border-left: .35rem solid var(--state); border-radius: .5rem; background: var(--card); }
.steps .worse { --state: var(--warning); } .steps .better { --state: var(--kept); }
.steps li > div { flex: 1 1 18rem; min-width: 0; } .steps p { margin: 0; overflow-wrap: anywhere; } .steps .chip { color: var(--state); }
svg.spark { flex: 0 1 15rem; width: 15rem; min-width: 0; overflow: visible; }
.spark polyline { fill: none; stroke: var(--soft); stroke-width: 1.5; stroke-linejoin: round; } .spark circle { fill: var(--state); }
.spark .level { stroke: var(--state); stroke-width: 2; opacity: .75; }
.changes { color: var(--soft); }
.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .3rem .5rem; align-items: center; margin: .6rem 0; padding: .5rem .7rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
.filter legend { float: left; padding: 0; margin-right: .4rem; color: var(--soft); }
.filter label { display: inline-flex; gap: .35rem; align-items: center; padding: .1rem .6rem; border: 1px solid var(--line); border-radius: 1rem; cursor: pointer; white-space: nowrap; }
.filter label:has(:checked) { border-color: var(--link); background: color-mix(in srgb, var(--link) var(--tint), var(--card)); }
.filter input { margin: 0; accent-color: var(--link); }
@media screen {
  ${filters}
}
:target { scroll-margin-top: 4rem; }
tr:target > *, article:target { background: color-mix(in srgb, var(--link) var(--tint), var(--card)); }
.cause { margin: .5rem 0; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
.cause summary { padding: .45rem .8rem; color: var(--text); }
.cause summary b { display: inline-block; min-width: 1.6rem; color: var(--unobserved); }
.cause table { border-width: 1px 0 0; border-radius: 0; }
.cause td:first-child { width: 45%; }
.broken { color: var(--broken); } .warning { color: var(--warning); } .notice { color: var(--notice); }
.kept { color: var(--kept); } .unobserved, .off { color: var(--unobserved); } .crashed { color: var(--broken); }
.chip { display: inline-block; min-width: 6.2rem; padding: 0 .5rem; border: 1px solid; border-radius: 1rem; font-size: .8rem; text-align: center; white-space: nowrap; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); border-radius: .4rem; }
td, th { padding: .4rem .6rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
tr:first-child > * { border-top: 0; }
td:first-child { width: 7.6rem; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
code { overflow-wrap: anywhere; }
pre { margin: .3rem 0; padding: .6rem .8rem; overflow: auto; max-height: 26rem; border: 1px solid var(--line); border-radius: .3rem; background: var(--page); white-space: pre-wrap; overflow-wrap: anywhere; }
article { margin: .8rem 0; padding: .8rem 1rem; border: 1px solid var(--line); border-left: .35rem solid currentColor; border-radius: .4rem; background: var(--card); }
article > * { color: var(--text); }
article > h3 { margin-top: 0; }
.again { margin-top: .6rem; padding-top: .4rem; border-top: 1px dashed var(--line); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0; }
dd { margin: 0; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
figure { margin: .8rem 0; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--text); font: 12px system-ui, sans-serif; }
svg .axis { stroke: var(--line); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; }
.legend span::before { content: ''; display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; border-radius: .2rem; background: var(--mark); vertical-align: -.1rem; }
@media (max-width: 40rem) {
  td, th { display: block; border-top: 0; padding: .1rem .6rem; }
  tr { display: block; padding: .4rem 0; border-top: 1px solid var(--line); }
  dl { grid-template-columns: 1fr; }
  .facts { grid-template-columns: 1fr 1fr; }
  .facts div:last-child:nth-child(odd) { grid-column: 1 / -1; }
  .tiles li { flex: 1 1 4.5rem; padding: .2rem .6rem; font-size: .85rem; }
  .tiles b { display: block; font-size: 1.2rem; }
  .outcome { padding: .6rem .8rem; }
  .filter { position: static; }
  .cause td:first-child { width: auto; }
  figure { overflow-x: auto; }
  figure svg { min-width: 44rem; }
}
@media print {
  :root { color-scheme: light; }
  body { background: #fff; }
  pre { max-height: none; }
  article, tr, figure, .outcome { break-inside: avoid; }
  .filter { display: none; }
  details.cause::details-content { content-visibility: visible; display: block; height: auto; }
}
</style>`,
};
