/** What the examples are made of: ids are the sandbox's fixtures. */
export const carrier = 'se-100001'
export const label = 'se-1234567'
export const labelTrackingNumber = '9405511899223197428490'
export const shipment = 'se-2774150'
export const pickup = 'pik_3YcKU5zdtJuCqoeNwyqqbW'

export const austin = {
  name: 'Ada Sender',
  company: 'Upstream Books',
  phone: '+1 512 555 0100',
  email: 'ada@example.com',
  lines: ['4301 Bull Creek Rd'],
  city: 'Austin',
  state: 'TX',
  postalCode: '78731',
  country: 'US',
}

export const houston = {
  name: 'Grace Receiver',
  phone: '+1 713 555 0100',
  lines: ['525 S Winchester Blvd'],
  city: 'Houston',
  state: 'TX',
  postalCode: '77002',
  country: 'US',
}

export const smallBox = {
  weight: { value: 2, unit: 'lb' },
  dimensions: { length: 10, width: 8, height: 6, unit: 'in' },
} as const
