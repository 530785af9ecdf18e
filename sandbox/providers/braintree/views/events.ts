import { hardDeclines } from '../outcomes.ts'
import type { EventRecord, Status } from '../records.ts'
import { money, timestamp } from '../values.ts'
import type { View } from './means.ts'

const types: Readonly<Record<Status, string>> = {
  AUTHORIZED: 'AuthorizedEvent',
  FAILED: 'FailedEvent',
  GATEWAY_REJECTED: 'GatewayRejectedEvent',
  PROCESSOR_DECLINED: 'ProcessorDeclinedEvent',
  SETTLED: 'SettledEvent',
  SETTLEMENT_DECLINED: 'SettlementDeclinedEvent',
  SUBMITTED_FOR_SETTLEMENT: 'SubmittedForSettlementEvent',
  VOIDED: 'VoidedEvent',
}

const terminal: ReadonlySet<Status> = new Set([
  'FAILED',
  'GATEWAY_REJECTED',
  'PROCESSOR_DECLINED',
  'SETTLED',
  'SETTLEMENT_DECLINED',
  'VOIDED',
])

const week = 7 * 86_400_000

export function eventView({ status, at, amount, response, rejection }: EventRecord): View {
  return {
    __typename: types[status],
    status,
    timestamp: timestamp(at),
    amount: money(amount),
    source: 'API',
    terminal: terminal.has(status),
    processorResponse: response === undefined ? null : processorView(response),
    networkResponse: status === 'AUTHORIZED' ? { code: 'XX', message: 'sample network response text' } : null,
    riskDecision: rejection === 'FRAUD' ? 'DECLINE' : null,
    gatewayRejectionReason: rejection ?? null,
    declineType: response !== undefined && hardDeclines.has(response.code) ? 'HARD' : 'SOFT',
    authorizationExpiresAt: timestamp(at + week),
    settlementBatchId: status === 'SETTLED' ? `${timestamp(at).slice(0, 10)}_upstream_usd` : null,
  }
}

/** Words and codes of the processor; the checks of a card's security code and address are only made where it is asked. */
export function processorView({ code, text }: { code: string; text: string }): View {
  const wasAsked = code !== '3000'
  return {
    legacyCode: code,
    message: text,
    cvvResponse: wasAsked ? 'MATCHES' : 'NOT_PROVIDED',
    avsPostalCodeResponse: wasAsked ? 'MATCHES' : 'NOT_PROVIDED',
    avsStreetAddressResponse: wasAsked ? 'MATCHES' : 'NOT_PROVIDED',
    authorizationId: code === '1000' ? 'VLVMWC' : null,
  }
}
