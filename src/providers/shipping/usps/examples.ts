/** What the examples are made of: the numbers are the sandbox's fixtures. */
export const trackingNumber = '9234690361980900000142'
export const cancelableLabel = '9205590006662202169556'
export const pickup = 'WTC123456789'
export const paymentToken = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1cHN0cmVhbSJ9.fakeUpstreamExample'

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
