/** How the report looks: light and dark, wide and narrow, on screen and on paper. */
import type { Markup } from './markup.ts';

export const style: Markup = {
  markup: `<style>
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --card: #fff; --text: #1d2126; --soft: #5b6470; --line: #dfe3e8; --link: #0b57b0;
  --broken: #b3261e; --warning: #8a5300; --notice: #35618f; --kept: #1a6b3c; --unobserved: #6b7280; --tint: 9%;
  --queued: #8a94a3; --in-progress: #2f6fbf; --completed: #2a8a52; --failed: #c0392b; --paused: #b07a12; --other: #7d4fa8;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --card: #1c2024; --text: #e6e9ec; --soft: #a2abb6; --line: #343b43; --link: #8ab8f0;
    --broken: #ff9a90; --warning: #f0b95c; --notice: #93bdec; --kept: #7fd1a0; --unobserved: #a2abb6; --tint: 16%;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .6rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
p { margin: .4rem 0; }
a { color: var(--link); }
.soft, figcaption, dt { color: var(--soft); }
.says { font-size: 1.1rem; padding: .7rem 1rem; margin: 1rem 0; border-left: .35rem solid; border-radius: .3rem; background: var(--card); }
.tiles { display: flex; flex-wrap: wrap; gap: .6rem; padding: 0; margin: 1rem 0; list-style: none; }
.tiles li { flex: 1 1 6.5rem; padding: .5rem .8rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); }
.tiles b { display: block; font-size: 1.5rem; line-height: 1.2; }
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
  figure { overflow-x: auto; }
  svg { min-width: 44rem; }
}
@media print {
  :root { color-scheme: light; }
  body { background: #fff; }
  pre { max-height: none; }
  article, tr, figure { break-inside: avoid; }
}
</style>`,
};
