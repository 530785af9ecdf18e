import type { CardRecord, CardTrait, MeansRecord } from '../records.ts'

/** What GraphQL resolves fields from: plain values, and functions where a field costs or takes arguments. */
export type View = Readonly<Record<string, unknown>>

/** The details of a payment method in the vault. */
export function detailsView(means: MeansRecord): View {
  switch (means.kind) {
    case 'card':
      return cardView(means)
    case 'paypal':
      return {
        __typename: 'PayPalAccountDetails',
        email: means.email,
        payerId: means.payerId,
        firstName: 'Jane',
        lastName: 'Doe',
      }
    case 'venmo':
      return { __typename: 'VenmoAccountDetails', username: means.username, venmoUserId: 'Venmo-Joe-1' }
  }
}

/** What a payment keeps of the payment method that it was made with. */
export function snapshotView(means: MeansRecord): View {
  if (means.kind !== 'paypal') return detailsView(means)
  return { __typename: 'PayPalTransactionDetails', payer: detailsView(means), payerStatus: 'VERIFIED' }
}

function cardView(card: CardRecord): View {
  const yesOrNo = (trait: CardTrait): string => (card.traits.includes(trait) ? 'YES' : 'NO')
  return {
    __typename: 'CreditCardDetails',
    brandCode: card.brand,
    brand: card.brand,
    last4: card.last4,
    bin: card.bin,
    binData: {
      prepaid: yesOrNo('prepaid'),
      healthcare: yesOrNo('healthcare'),
      debit: yesOrNo('debit'),
      durbinRegulated: yesOrNo('durbinRegulated'),
      commercial: yesOrNo('commercial'),
      payroll: yesOrNo('payroll'),
      prepaidReloadable: 'NO',
      issuingBank: 'NETWORK ONLY',
      countryOfIssuance: card.issuedIn,
      productId: 'A',
    },
    expirationMonth: '12',
    expirationYear: '2030',
    cardholderName: null,
    uniqueNumberIdentifier: `${card.bin}sandbox${card.last4}`,
    origin: card.wallet === undefined ? null : { type: card.wallet },
    cardOnFileNetworkTokenized: false,
  }
}
