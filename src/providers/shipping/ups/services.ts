/** Names of the service codes, for answers that carry only the code. https://developer.ups.com/tag/Shipping?loc=en_US#operation/Shipment */
const names: Readonly<Record<string, string>> = {
  '01': 'UPS Next Day Air',
  '02': 'UPS 2nd Day Air',
  '03': 'UPS Ground',
  '07': 'UPS Worldwide Express',
  '08': 'UPS Worldwide Expedited',
  '11': 'UPS Standard',
  '12': 'UPS 3 Day Select',
  '13': 'UPS Next Day Air Saver',
  '14': 'UPS Next Day Air Early',
  '17': 'UPS Worldwide Economy DDU',
  '54': 'UPS Worldwide Express Plus',
  '59': 'UPS 2nd Day Air A.M.',
  '65': 'UPS Worldwide Saver',
  '70': 'UPS Access Point Economy',
  '71': 'UPS Worldwide Express Freight Midday',
  '72': 'UPS Worldwide Economy DDP',
  '74': 'UPS Express 12:00',
  '75': 'UPS Heavy Goods',
  '96': 'UPS Worldwide Express Freight',
}

export function serviceName(code: string): string {
  return names[code] ?? `UPS service ${code}`
}
