/** What the examples are made of: the numbers are the sandbox's fixtures. */
export const trackingNumber = '920241085725456'
export const cancelableShipment = '794953535000'
export const pickup = '7'
export const pickupLocation = 'NQAA'
export const pickupDate = '2026-12-01'

export const memphis = {
  name: 'Ada Sender',
  company: 'Upstream Books',
  phone: '+1 901 555 0100',
  lines: ['123 Ship Street'],
  city: 'Memphis',
  state: 'TN',
  postalCode: '38017',
  country: 'US',
}

export const beverlyHills = {
  name: 'Grace Receiver',
  phone: '+1 310 555 0100',
  lines: ['10 FedEx Parkway', 'Suite 302'],
  city: 'Beverly Hills',
  state: 'CA',
  postalCode: '90210',
  country: 'US',
}

/** Known to FedEx as it stands. */
export const irving = {
  lines: ['7372 Parkridge Blvd', 'Apt 286'],
  city: 'Irving',
  state: 'TX',
  postalCode: '75063',
  country: 'US',
}

export const smallBox = {
  weight: { value: 5, unit: 'lb' },
  dimensions: { length: 10, width: 8, height: 6, unit: 'in' },
} as const

export const transactionId = '624deea6-b709-470c-8c39-4b5511281492'
