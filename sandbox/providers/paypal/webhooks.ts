import { type Answer, ok } from './answer.ts'
import { fixtures } from './fixtures.ts'

/** https://developer.paypal.com/docs/api/webhooks/v1/#webhooks_list: every app of the sandbox has the same two. */
export function webhooks(method: string, path: readonly string[]): Answer | undefined {
  return method === 'GET' && path.length === 0 ? ok({ webhooks: list }) : undefined
}

const list = [
  webhook(fixtures.webhook, 'https://example.com/webhooks/paypal', ['PAYMENT.CAPTURE.COMPLETED']),
  webhook(fixtures.otherWebhook, 'https://example.org/webhooks/paypal', ['*']),
]

function webhook(id: string, url: string, events: readonly string[]) {
  return { id, url, event_types: events.map((name) => ({ name })) }
}
