import * as z from 'zod'
import { orgAt } from '../program.ts'
import { clientId } from './consenting.ts'
import type { Gateways } from './gateways.ts'
import { parametersOf, person, returnUrl } from './person.ts'

/** An integration with Etsy, and the org that it is of. */
export interface Shop {
  readonly org: string
  readonly id: string
  /** The number of its owner's account at Etsy. */
  readonly account: number
  /** Begins to ask for consent; answers the link for the browser. */
  begin(): Promise<string>
  /** Asks for consent and gets it, from its owner or somebody else; answers what the page of the org is told. */
  connect(account?: number): Promise<Record<string, string>>
  /** Asks whose token it is, by way of the isolate with this number. */
  call(isolate: number): Promise<{ readonly status: number; readonly body: unknown }>
  /** The integration as it is shown. */
  shown(): Promise<z.output<typeof shown>>
}

const begun = z.object({ authorizeUrl: z.string() })
const shown = z.object({
  status: z.string(),
  statusReason: z.string().nullish(),
  connection: z.object({ account: z.object({ id: z.string() }), scopes: z.array(z.string()) }).optional(),
})

let accounts = 812_345_000

/** Saves an integration that has an app and no account yet. */
export async function openShop({ urls }: Gateways, org: string): Promise<Shop> {
  const at = (isolate: number) => orgAt(urls[isolate % urls.length] ?? '', org)
  const saved = await at(0).post('/save-integration', {
    type: 'ecommerce',
    provider: 'etsy',
    name: 'Etsy of mine',
    config: { apiKey: `${clientId}:sharedSecretOfTheConnectTests`, rateLimit: { limit: 100_000, window: 1 } },
  })
  const { id } = saved.body.integration
  if (saved.status !== 200) throw new Error(`it wasn't saved: ${JSON.stringify(saved.body)}`)
  const begin = async () =>
    begun.parse((await at(0).post(`/connect/${id}`, { redirectUrl: returnUrl })).body).authorizeUrl
  accounts += 1
  const account = accounts
  return {
    org,
    id,
    account,
    begin,
    async connect(by = account) {
      const browser = person(by)
      const { url, text } = await browser.open(await browser.allow(await begin()))
      if (!url.startsWith(returnUrl)) throw new Error(`the browser wasn't sent back: ${url} ${text}`)
      return parametersOf(url)
    },
    call: (isolate) => at(isolate).get(`/call/${id}/get-current-user`),
    shown: async () => shown.parse((await at(0).post('/get-integration', { id })).body),
  }
}
