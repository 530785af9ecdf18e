import type { ProviderType } from '../kit/provider.ts'

/** A kind of service, as the catalog shows it. */
export interface IntegrationType {
  readonly id: ProviderType
  readonly name: string
  readonly description: string
}

export const integrationTypes: readonly IntegrationType[] = [
  { id: 'payment', name: 'Payment Processor', description: 'Integrations for processing payments' },
  { id: 'shipping', name: 'Shipping Provider', description: 'Integrations for shipping and fulfillment' },
  { id: 'ecommerce', name: 'E-commerce Platform', description: 'Integrations for online stores' },
  { id: 'marketing', name: 'Marketing Platform', description: 'Integrations for marketing and email' },
  { id: 'crm', name: 'CRM System', description: 'Integrations for customer relationship management' },
  { id: 'accounting', name: 'Accounting System', description: 'Integrations for accounting and invoicing' },
]

export function findType(id: string): IntegrationType | undefined {
  return integrationTypes.find((type) => type.id === id)
}
