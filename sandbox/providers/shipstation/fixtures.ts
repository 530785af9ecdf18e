/**
 * What every account has from the start. Acting on it always succeeds and is not stored.
 */
export const fixtures = {
  apiKey: 'TEST_sandbox_key',
  /** Carriers: USPS through Stamps.com, UPS and FedEx. */
  carriers: { usps: 'se-100001', ups: 'se-100002', fedex: 'se-100003' },
  warehouse: 'se-28529731',
  /** A pending shipment: can be read, rated, labelled and cancelled. */
  shipment: 'se-2774150',
  externalShipment: 'EXAMPLE-1001',
  shipmentNumber: 'EXAMPLE-1001',
  /** A rate of `shipment`: can be turned into a label. */
  rate: 'se-8412001',
  /** A label that can be tracked and voided, and its tracking number. */
  label: 'se-1234567',
  labelTrackingNumber: '9405511899223197428490',
  /** A label whose package was delivered. */
  deliveredLabel: 'se-1234545',
  voidedLabel: 'se-1234546',
  /** A pickup of `label`: can be read and deleted. */
  pickup: 'pik_3YcKU5zdtJuCqoeNwyqqbW',
  store: 'se-1234',
} as const
