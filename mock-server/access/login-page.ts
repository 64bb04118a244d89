/** The page on which a browser logs in to the control API: a form that also works without its script. */
/** Above the form: nothing, that the token was wrong, that the browser is logged in, or a sentence of the mock. */
export type LoginNotice = 'none' | 'wrong' | 'in' | (string & {});

const style = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:0 1.25rem}
h1{font-size:1.25rem}
label{display:block;font-weight:600;margin-bottom:.35rem}
input,button{font:inherit;padding:.5rem .7rem;border:1px solid GrayText;border-radius:.4rem;box-sizing:border-box}
input{width:100%;margin-bottom:.8rem}
button{cursor:pointer}
:focus-visible{outline:3px solid Highlight;outline-offset:2px}
[role=alert]{border-left:.3rem solid #c0392b;padding-left:.7rem}
code{font-size:.95em}`;

/** The address that the mock prints has the token in its fragment, which no browser sends. */
const script = `const form=document.getElementById('login');
const found=/^#token=([\\w.-]+)$/.exec(location.hash);
if(found&&form){history.replaceState(null,'',location.pathname);form.elements.token.value=found[1];form.requestSubmit()}`;

/**
 * What the page may do.
 * @param toSource the hash of a style or a script, as a policy has it
 */
export const createLoginPolicy = (toSource: (text: string) => string): string =>
  `default-src 'none'; style-src ${toSource(style)}; script-src ${toSource(script)}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

const form = `<form id="login" method="post" action="/__mock__/login">
<label for="token">Control token or team key</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus spellcheck="false">
<button>Log in</button>
</form>
<p>The mock prints the token at its start, unless <code>--control-token-env</code> names the environment variable that has it.</p>`;

const logout = `<p>This browser is logged in. <a href="/__mock__/">Open the dashboard</a></p>
<form method="post" action="/__mock__/logout"><button>Log out</button></form>`;

const alerts: Readonly<Record<string, string>> = { none: '', in: '', wrong: 'This token is wrong.' };

export function createLoginPage(notice: LoginNotice): string {
  const alert = Object.hasOwn(alerts, notice) ? alerts[notice] : notice;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Log in to the enrichment mock</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Enrichment mock</h1>
${alert === '' ? '' : `<p role="alert">${alert}</p>\n`}${notice === 'in' ? logout : ''}${form}
</main>
<script>${script}</script>
</body>
</html>
`;
}
