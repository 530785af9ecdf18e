import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { exampleConfig } from '../../scripts/example-config.ts'
import { providers } from '../../src/providers/registry.ts'
import { browser } from '../support/browser.ts'
import { clock } from '../support/clock.ts'
import { deploy } from '../support/deployments.ts'
import { org, savedOf } from '../support/org.ts'

/** What every provider whose accounts give their consent goes through, with its authorization server as the sandbox plays it. */

afterEach(() => clock.release())

const connectable = providers.flatMap((provider) =>
  provider.connect === undefined ? [] : [[provider.id, provider, provider.connect] as const],
)

describe.each(connectable)('%s', (id, provider, connect) => {
  test('is connected by an account, called, and called again once its token has expired', async () => {
    clock.stop()
    const at = deploy({ CONNECT_RETURN_URLS: 'https://app.acme.test/' })
    const acme = (await org('acme')).by(at)
    const own = [connect.app.clientId, connect.app.clientSecret]
    const isBrought = (name: string) => [...connect.replaces, ...connect.learned].includes(name) && !own.includes(name)
    const config = Object.fromEntries(Object.entries(exampleConfig(provider)).filter(([name]) => !isBrought(name)))
    const saved = savedOf(await acme.post('/save-integration', { type: provider.type, provider: id, name: id, config }))

    const begun = await acme.post(`/connect/${saved.id}`, { redirectUrl: 'https://app.acme.test/settings' })
    expect(begun.status, JSON.stringify(begun.body)).toBe(200)
    const { authorizeUrl } = z.object({ authorizeUrl: z.string() }).parse(begun.body)
    const page = await browser(at).consent(authorizeUrl)
    expect(Object.fromEntries(new URL(page.url).searchParams)).toEqual({ connect: 'connected', integration: saved.id })

    const read = () => acme.read(saved.id, provider.check)
    expect((await read()).body).toMatchObject({ success: true })
    clock.advance((connect.refresh.accessLife ?? 86_400) * 1_000)
    expect((await read()).body).toMatchObject({ success: true })

    const { body } = await acme.get(`/get-config/${provider.type}/${saved.id}`)
    const shown = z.object({ config: z.record(z.string(), z.unknown()) }).parse(body).config
    const edit = { type: provider.type, provider: id, id: saved.id, name: `${id} 2`, config: shown }
    const kept = await acme.post('/save-integration', edit)
    expect(kept.status, JSON.stringify(kept.body)).toBe(200)
    expect(savedOf(kept).status, 'saved again').toBe('active')
    expect((await acme.post('/get-integration', { id: saved.id })).body).toHaveProperty('connection')
  })
})
