/** The style sheet of the presenter's page: large type, for a screen at arm's length. */

export const presenterStyle = `:root {
  --paper: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --now: #fff4d6; --mark: #7a4b00; --key: #f1f3f5;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181d; --ink: #f0f3f6; --soft: #a8b3bf; --line: #3a434d; --now: #2e2711; --mark: #f2c04b; --key: #2a3139; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 9rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.375rem/1.5 system-ui, sans-serif; }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0 2rem; align-items: baseline;
  padding: .5rem clamp(1rem, 4vw, 3rem); background: var(--paper); border-bottom: 2px solid var(--line); }
header p { margin: 0; }
a { color: inherit; }
.time output { font-size: 2.75rem; font-weight: 700; font-variant-numeric: tabular-nums; }
.state { font-weight: 700; color: var(--mark); }
.next { flex: 1 1 20rem; color: var(--soft); }
input { inline-size: 1.25rem; block-size: 1.25rem; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem clamp(1rem, 4vw, 3rem) 60vh; }
section { padding: .5rem 1.25rem 1rem; margin: 1rem 0; border-left: .4rem solid var(--line); }
section[aria-current] { border-left-color: var(--mark); background: var(--now); }
h2 { margin: .25rem 0; font-size: 2rem; line-height: 1.25; }
h2 time { color: var(--soft); font-variant-numeric: tabular-nums; }
.say { margin: .5rem 0; font-size: 1.625rem; }
section:not([aria-current]) .say { font-size: 1.375rem; }
.press, .scenes { list-style: none; margin: .75rem 0 0; padding: 0; }
kbd { display: inline-block; min-width: 2.2rem; padding: 0 .6rem; border: 1px solid var(--soft); border-bottom-width: 3px; border-radius: .3rem;
  background: var(--key); font: 700 1.125rem/1.6 ui-monospace, monospace; text-align: center; }
.scenes { font-size: 1.125rem; color: var(--soft); }
.scenes li { display: grid; grid-template-columns: 4rem 1fr; }
.scenes time { font-variant-numeric: tabular-nums; }
.scenes li[data-state=next] { color: var(--ink); font-weight: 700; }
.scenes li[data-state=past] span::after { content: " \\2713"; }
`;
