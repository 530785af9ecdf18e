import type { Profile } from './profiles.ts'
import type { Transaction } from './transaction.ts'

/** Objects that every Authorize.Net account of the sandbox has. */
export const fixtures = {
  /** An authorization of 50.00 that waits for its capture. */
  authorizedTransaction: '60198532001',
  /** A capture of 25.00 that has not settled yet: it can be voided. */
  capturedTransaction: '60198532002',
  /** A settled payment of 40.00 with a card that ends in 1111: it can be refunded. */
  settledTransaction: '60198532003',
  /** The batch of `settledTransaction`. */
  batch: '10215347',
  customerProfile: '527384905',
  paymentProfile: '541203876',
  shippingAddress: '561029384',
} as const

const visa = { accountType: 'Visa', accountNumber: 'XXXX1111', isBank: false }
const billTo = {
  firstName: 'Jenny',
  lastName: 'Rosen',
  address: '510 Townsend St',
  city: 'San Francisco',
  state: 'CA',
  zip: '94103',
  country: 'US',
}

function approved(
  id: string,
  hundredths: number,
  more: Pick<Transaction, 'status' | 'submitted' | 'transactionType' | 'batchId'>,
): Transaction {
  return {
    id,
    authorized: hundredths,
    settled: more.status === 'authorizedPendingCapture' ? 0 : hundredths,
    refunded: 0,
    responseCode: '1',
    reason: { code: '1', text: 'This transaction has been approved.' },
    authCode: 'HW617E',
    avs: 'Y',
    cvv: 'M',
    method: visa,
    order: { invoiceNumber: 'INV-1001', description: 'Sandbox fixture' },
    billTo,
    ...more,
  }
}

/** When the batch of the fixtures settled: three hours ago, whenever one asks. */
export function fixtureSettlement(now: Date): number {
  return now.getTime() - 3 * 3_600_000
}

/** They were submitted lately, whenever one asks. */
export function fixtureTransactions(now: Date): Transaction[] {
  const submitted = now.getTime() - 5 * 3_600_000
  const day = 86_400_000
  return [
    approved(fixtures.capturedTransaction, 2500, {
      status: 'capturedPendingSettlement',
      submitted,
      transactionType: 'authCaptureTransaction',
    }),
    approved(fixtures.authorizedTransaction, 5000, {
      status: 'authorizedPendingCapture',
      submitted,
      transactionType: 'authOnlyTransaction',
    }),
    approved(fixtures.settledTransaction, 4000, {
      status: 'settledSuccessfully',
      submitted: submitted - day,
      transactionType: 'authCaptureTransaction',
      batchId: fixtures.batch,
    }),
  ]
}

export const fixtureProfiles: readonly Profile[] = [
  {
    id: fixtures.customerProfile,
    merchantCustomerId: 'CUST-1001',
    description: 'Sandbox fixture',
    email: 'jenny.rosen@example.com',
    profileType: 'regular',
    paymentProfiles: [
      {
        id: fixtures.paymentProfile,
        cardNumber: '4111111111111111',
        cardType: 'Visa',
        customerType: 'individual',
        billTo,
      },
    ],
    shipTo: [{ id: fixtures.shippingAddress, address: billTo }],
  },
]
