/** What the examples are made of: the numbers are the sandbox's fixtures. */
export const inTransit = '5374534616'
export const delivered = '5310907744'
export const pickup = 'PRG201220123456'

export const prague = {
  name: 'Ada Sender',
  company: 'Upstream Books',
  phone: '+420 221 555 010',
  lines: ['V Parku 2308/10'],
  city: 'Prague',
  postalCode: '14800',
  country: 'CZ',
}

export const berlin = {
  name: 'Grete Empfänger',
  phone: '+49 30 5550100',
  lines: ['Unter den Linden 1'],
  city: 'Berlin',
  postalCode: '10117',
  country: 'DE',
}

export const newYork = {
  name: 'Grace Receiver',
  phone: '+1 212 555 0100',
  lines: ['421 8th Ave', 'Apt 2'],
  city: 'New York',
  state: 'NY',
  postalCode: '10018',
  country: 'US',
}

export const smallBox = {
  weight: { value: 2.5, unit: 'kg' },
  dimensions: { length: 25, width: 20, height: 15, unit: 'cm' },
} as const
