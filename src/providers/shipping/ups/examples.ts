/** What the examples are made of: the numbers are the sandbox's fixtures. */
export const trackingNumber = '1Z12345E0205271688'
export const voidableShipment = '1Z12345E8791315509'
export const pickup = '2929602E9CP'

/** Known to UPS as it stands. */
export const alisoViejo = {
  lines: ['26601 Aliso Creek Road', 'Ste D'],
  city: 'Aliso Viejo',
  state: 'CA',
  postalCode: '92656',
  country: 'US' as const,
}

export const timonium = {
  name: 'Ada Sender',
  company: 'Upstream Books',
  phone: '+1 410 555 0100',
  lines: ['2311 York Road'],
  city: 'Timonium',
  state: 'MD',
  postalCode: '21093',
  country: 'US',
}

export const alpharetta = {
  name: 'Grace Receiver',
  phone: '+1 770 555 0100',
  lines: ['12380 Morris Road'],
  city: 'Alpharetta',
  state: 'GA',
  postalCode: '30005',
  country: 'US',
}

export const smallBox = {
  weight: { value: 5, unit: 'lb' },
  dimensions: { length: 10, width: 8, height: 6, unit: 'in' },
} as const
