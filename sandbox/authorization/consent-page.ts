interface Asked {
  readonly name: string
  readonly account: string
  readonly client: string
  readonly scopes: readonly string[]
}

/** The form has no action: it is posted to the very address that the browser was sent to. */
export function consentPage({ name, account, client, scopes }: Asked): Response {
  const asked = scopes.map((scope) => `<li><code>${escaped(scope)}</code></li>`).join('')
  return page(
    200,
    `${name}: allow access?`,
    `<h1>${escaped(name)}</h1>
<p><strong>${escaped(client)}</strong> asks for access to the account <strong>${escaped(account)}</strong>.</p>
${asked === '' ? '' : `<ul>${asked}</ul>`}
<form method="post">
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>`,
  )
}

/** For requests that must not be answered by a redirect: nobody knows yet who would be redirected where. */
export function errorPage(name: string, words: string): Response {
  return page(400, `${name}: error`, `<h1>${escaped(name)}</h1>\n<p>${escaped(words)}</p>`)
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem}' +
  'button{font:inherit;padding:.4rem 1.2rem;margin-right:.5rem}footer{margin-top:2rem;color:#666;font-size:.85rem}'

function page(status: number, title: string, content: string): Response {
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head>
<body>
${content}
<footer>This is the sandbox on your own machine. It plays the provider; no real account is involved.</footer>
</body>
</html>
`
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
  }
  return new Response(html, { status, headers })
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
