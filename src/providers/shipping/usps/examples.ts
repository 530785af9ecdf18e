/** What the examples are made of: the numbers are the sandbox's fixtures. */
export const trackingNumber = '9205590006662200704797'
export const cancelableLabel = '9405509898644824249889'
export const pickup = 'WTC100000001'
export const paymentToken = 'uspspay_sandbox_fixture'

export const saintLouis = {
  name: 'Ada Sender',
  company: 'Upstream Books',
  phone: '+1 314 555 0100',
  email: 'ada@example.com',
  lines: ['4120 Bingham Ave'],
  city: 'Saint Louis',
  state: 'MO',
  postalCode: '63116',
  country: 'US' as const,
}

export const newYork = {
  name: 'Grace Receiver',
  phone: '+1 212 555 0100',
  lines: ['421 8th Ave', 'Apt 2'],
  city: 'New York',
  state: 'NY',
  postalCode: '10018',
  country: 'US' as const,
}

/** Known to USPS as it stands. */
export const washington = {
  lines: ['3120 M St NW'],
  city: 'Washington',
  state: 'DC',
  postalCode: '20007',
  country: 'US' as const,
}

export const smallBox = {
  weight: { value: 2, unit: 'lb' },
  dimensions: { length: 10, width: 8, height: 6, unit: 'in' },
} as const
