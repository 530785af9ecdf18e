import { describe, expect, it } from 'vitest'
import type { Refusal } from '../../../src/kit/refusal.ts'
import { connected, consenting } from './connecting.ts'

/** The declared flow of every provider whose accounts consent, against the sandbox: from the browser to a call. */
describe.each(connected)('%s', (_id, provider, connect) => {
  it('asks the account on a page, and takes no for an answer', async () => {
    const browser = consenting(provider, connect)
    const page = await browser.see()
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<form method="post">')
    const denied = await browser.decide('deny')
    expect(denied).toMatchObject({ error: 'access_denied', state: 'state-1' })
    expect(denied).not.toHaveProperty('code')
  })

  it('goes from the consent to a call', async () => {
    const browser = consenting(provider, connect)
    const callback = await browser.decide('allow')
    expect(callback).toMatchObject({ state: 'state-1' })
    const connection = await browser.connect(callback)
    expect(connection.account.id).not.toBe('')
    expect(connection.config.error).toBeUndefined()
    expect(await connection.call()).toMatchObject({ status: 200 })
  })

  it('exchanges a code once, and only for whom it was made', async () => {
    const browser = consenting(provider, connect)
    const callback = await browser.decide('allow')
    const stranger = await consenting(provider, connect, 'stranger').exchange(callback)
    expect(stranger.isRefused).toBe(true)
    expect((await browser.exchange(callback, { code_verifier: 'x'.repeat(43) })).isRefused).toBe(connect.pkce)
    const again = connect.pkce ? callback : await browser.decide('allow')
    expect((await browser.exchange(again)).isRefused).toBe(false)
    const used = await browser.exchange(again)
    expect(used.isRefused).toBe(true)
    expect(used.error).toBe('invalid_grant')
  })

  it(`refreshes: a token that was used ${connect.refresh.token}`, async () => {
    const browser = consenting(provider, connect)
    const connection = await browser.connect(await browser.decide('allow'))
    const first = connection.refreshToken
    if (connect.refresh.token === 'none') {
      expect(first).toBeUndefined()
      return
    }
    const refreshed = await connection.refresh(first)
    expect(refreshed.isRefused).toBe(false)
    expect(await connection.call(refreshed.accessToken)).toMatchObject({ status: 200 })
    const reused = await connection.refresh(first)
    expect(reused.isRefused).toBe(connect.refresh.token === 'rotates')
    if (reused.isRefused) expect(reused.error).toBe('invalid_grant')
    expect((await connection.refresh(refreshed.refreshToken ?? first)).isRefused).toBe(false)
    expect(await connection.refresh('made-up')).toMatchObject({ isRefused: true, error: 'invalid_grant' })
  })

  it('expires its access tokens, where they do', async () => {
    const browser = consenting(provider, connect, 'sandbox-short-lived')
    const connection = await browser.connect(await browser.decide('allow'))
    browser.wait(2)
    const late = await connection.call()
    if (connect.refresh.token === 'none') expect(late).toMatchObject({ status: 200 })
    else expect(late).toSatisfy(isUnauthorized)
  })

  it('takes the consent back, where the provider has a place for it', async () => {
    const { revoke } = connect
    if (revoke === undefined) return
    const browser = consenting(provider, connect)
    const connection = await browser.connect(await browser.decide('allow'))
    if (revoke.authentication !== 'none') {
      expect((await connection.revoke(revoke, 'invalid')).ok).toBe(false)
      expect(await connection.call()).toMatchObject({ status: 200 })
    }
    expect((await connection.revoke(revoke)).ok).toBe(true)
    expect(await connection.call()).toSatisfy(isUnauthorized)
    if (connect.refresh.token !== 'none') {
      expect((await connection.refresh(connection.refreshToken)).isRefused).toBe(true)
    }
  })

  it('meets faults at the token endpoint that a program is called for', async () => {
    const browser = consenting(provider, connect, 'sandbox-outage')
    const callback = await browser.decide('allow')
    expect(callback).toHaveProperty('code')
    expect((await browser.exchange(callback)).status).toBeGreaterThanOrEqual(500)
  })

  it('is refused for a wrong secret', async () => {
    if (connect.app.clientSecret === undefined) return
    const browser = consenting(provider, connect)
    const callback = await browser.decide('allow')
    const refused = await browser.exchange(callback, {}, 'invalid')
    expect(refused.isRefused).toBe(true)
  })
})

/** In the provider's own words, or by the status alone. */
function isUnauthorized({
  status,
  refusal,
}: {
  readonly status: number
  readonly refusal: Refusal | undefined
}): boolean {
  return refusal === undefined ? status === 401 : refusal.kind === 'credentials'
}
