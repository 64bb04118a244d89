/** The CSS of the page about a finding in an app: light and dark, wide and narrow, screen and print. */
import type { Markup } from '../../../text/markup.ts';

export const style: Markup = {
  markup: `<style>
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --card: #fff; --text: #1d2126; --soft: #5b6470; --line: #dfe3e8; --link: #0b57b0; --broken: #b3261e; --tint: 9%;
  --queued: #6b7686; --in-progress: #2f6fbf; --completed: #24794a; --failed: #c0392b; --paused: #8f6108; --other: #7d4fa8;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --card: #1c2024; --text: #e6e9ec; --soft: #a2abb6; --line: #343b43; --link: #8ab8f0; --broken: #ff9a90; --tint: 14%;
    --queued: #9aa5b4; --in-progress: #7fb0ee; --completed: #6cc48f; --failed: #f08a7e; --paused: #e0b052; --other: #bd9be0;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem 1rem 4rem; }
h1 { font-size: 1.3rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
p { margin: .4rem 0; overflow-wrap: anywhere; }
li { overflow-wrap: anywhere; }
.soft, dt { color: var(--soft); }
.outcome { display: flex; gap: .9rem; align-items: center; padding: .8rem 1rem; border: 1px solid var(--broken); border-left-width: .4rem; border-radius: .5rem; background: color-mix(in srgb, var(--broken) var(--tint), var(--card)); }
.outcome > div { min-width: 0; } .outcome p { margin: 0; } .outcome p + p { margin-top: .2rem; }
.outcome .state { font-size: 1.15rem; font-weight: 650; line-height: 1.35; }
.outcome .sign { flex: none; width: 2.4rem; height: 2.4rem; border-radius: 50%; background: var(--broken); color: var(--card); font: 700 1.4rem/2.4rem system-ui, sans-serif; text-align: center; }
figure { margin: .8rem 0 0; padding: .6rem; overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
figure svg { display: block; width: 100%; min-width: 44rem; height: auto; }
svg text { fill: var(--text); font: 12px system-ui, sans-serif; } svg .name { fill: var(--soft); } svg .label { fill: var(--text); pointer-events: none; }
svg .block { fill: color-mix(in srgb, var(--state) 28%, var(--card)); stroke: var(--state); }
svg .good { fill: var(--soft); } svg .bad { fill: var(--broken); }
svg .moment { stroke: var(--link); stroke-width: 3; } svg .broken-line { stroke: var(--broken); stroke-width: 2; stroke-dasharray: 5 3; }
svg .axis path { stroke: var(--line); fill: none; } svg .axis text { fill: var(--soft); font-size: 11px; text-anchor: middle; }
.is-queued { --state: var(--queued); } .is-in-progress { --state: var(--in-progress); } .is-completed { --state: var(--completed); } .is-failed { --state: var(--failed); } .is-paused { --state: var(--paused); } .is-other { --state: var(--other); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; color: var(--soft); font-size: .87rem; }
.legend span::before { content: ''; display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; border: 1px solid var(--state); border-radius: .2rem; background: color-mix(in srgb, var(--state) 28%, var(--card)); vertical-align: -.1rem; }
.steps { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: .8rem; margin: .6rem 0; padding: 0; list-style: none; }
.steps li { display: flex; flex-direction: column; min-width: 0; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
.steps .when { flex: 1; margin: 0 0 .4rem; }
.steps img { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: .3rem; background: #fff; }
.steps dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem .8rem; margin: .5rem 0 0; } .steps dd { margin: 0; min-width: 0; }
.chip { display: inline-block; max-width: 100%; padding: 0 .5rem; border: 1px solid var(--state); border-radius: 1rem; font-size: .85rem; overflow-wrap: anywhere; background: color-mix(in srgb, var(--state) var(--tint), var(--card)); }
.differs { color: var(--broken); font-size: .85rem; font-weight: 600; }
table { width: 100%; border-collapse: collapse; border: 1px solid var(--line); background: var(--card); }
td, th { padding: .35rem .6rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
td:first-child, th:first-child { width: 7rem; white-space: nowrap; } td:last-child, th:last-child { width: 9rem; }
.row-user td:nth-child(2), .row-fault td:nth-child(2), .row-job td:nth-child(2) { font-weight: 600; }
.row-request td:nth-child(2) { color: var(--soft); }
.row-rule td { background: color-mix(in srgb, var(--broken) var(--tint), var(--card)); font-weight: 650; } .row-error td:nth-child(2) { color: var(--broken); }
details { margin: .8rem 0; } summary { cursor: pointer; color: var(--link); }
code, pre { font: 13px/1.5 ui-monospace, monospace; }
pre { margin: .4rem 0; padding: .6rem .8rem; max-height: 26rem; overflow: auto; border: 1px solid var(--line); border-radius: .3rem; background: var(--card); white-space: pre-wrap; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr { display: block; padding: .3rem 0; border-top: 1px solid var(--line); }
  td, td:first-child, td:last-child { display: block; width: auto; padding: .05rem .6rem; border-top: 0; }
}
@media print {
  :root { color-scheme: light; }
  body { background: #fff; } pre { max-height: none; } .steps li, tr, figure, .outcome { break-inside: avoid; }
}
</style>`,
};
