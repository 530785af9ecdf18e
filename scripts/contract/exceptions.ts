/** A problem that is a fault of the description and not of the request. One that matches nothing any more is a failure. */
export interface Exception {
  readonly provider: string
  /** `*` stands for all of them. */
  readonly operation: string
  /** Matched against `path: message`. */
  readonly problem: RegExp
  /** Why the request is right, with the page that says so. */
  readonly reason: string
}

const upsRating = 'https://developer.ups.com/tag/Rating?loc=en_US#operation/Rate'
const upsShipping = 'https://developer.ups.com/tag/Shipping?loc=en_US#operation/LabelRecovery'
const upsPickup = 'https://developer.ups.com/tag/Pickup?loc=en_US#operation/Pickup-Creation'
const upsTransit = 'https://developer.ups.com/tag/Time-in-Transit?loc=en_US#operation/TimeInTransit'

export const exceptions: readonly Exception[] = [
  {
    provider: 'ups',
    operation: 'get-rates',
    problem: /Shipment\.Service\.Code: is "[A-Z0-9]{2}", must NOT have fewer than 3 characters$/,
    reason: `The codes that the field's own description lists have two characters: ${upsRating}`,
  },
  {
    provider: 'ups',
    operation: 'get-label',
    problem: /^body\.LabelRecoveryRequest\.(TrackingNumbers|ReferenceValues): is required$/,
    reason: `Their own descriptions say that both are for Roadie shipments, and that TrackingNumber suffices: ${upsShipping}`,
  },
  {
    provider: 'ups',
    operation: 'get-label',
    problem: /LabelImageFormat\.Code: is "[A-Z]{3}", must NOT have fewer than 4 characters$/,
    reason: `The codes that the field's own description lists have three letters: ${upsShipping}`,
  },
  {
    provider: 'ups',
    operation: 'schedule-pickup',
    problem: /PickupDateInfo\.PickupDate: is "\d{8}", must NOT have more than 4 characters$/,
    reason: `The field's own description asks for yyyyMMdd: ${upsPickup}`,
  },
  {
    provider: 'ups',
    operation: 'schedule-pickup',
    problem: /TotalWeight\.Weight: is "\d{1,3}(\.\d)?", must NOT have fewer than 6 characters$/,
    reason: `The example in the field's own description is 10.9, and one decimal digit is all that it allows: ${upsPickup}`,
  },
  {
    provider: 'ups',
    operation: 'get-transit-times',
    problem: /^body\.weight: is [\d.]+, must be <= 1$/,
    reason: `How often the field occurs was written as its maximum; its own description allows 150 pounds: ${upsTransit}`,
  },
  {
    provider: 'salesforce',
    operation: '*',
    problem: /^body\.attributes: is required$/,
    reason:
      'Written by a third party; Salesforce sends the fields alone: https://developer.salesforce.com/docs/platform/api-rest/guide/dome-sobject-create.html',
  },
  {
    provider: 'salesforce',
    operation: '*',
    problem: /^response\..*attributes\.url: is ".*, must match format "uri"$/,
    reason:
      'Written by a third party; Salesforce answers a path: https://developer.salesforce.com/docs/platform/api-rest/guide/dome-get-field-values.html',
  },
  {
    provider: 'fedex',
    operation: 'validate-shipment',
    problem: /pickupType: is "CONTACT_FEDEX_TO_SCHEDULE", must be one of "CONTACT_FEDEX TO_SCHEDULE"/,
    reason:
      'A slip of the pen: the same value has no space in the requests that ship: https://developer.fedex.com/api/en-us/catalog/ship/v1/docs.html',
  },
  {
    provider: 'sendgrid',
    operation: 'add-contact',
    problem: /^body\.contacts\[0\]\.custom_fields\.\w+: is not described$/,
    reason:
      "Its names are the ids of the account's own fields, of which the description has one as an example: https://www.twilio.com/docs/sendgrid/api-reference/contacts/add-or-update-a-contact",
  },
  {
    provider: 'sendgrid',
    operation: 'delete-contact',
    problem: /^response\.job_id: is "[0-9a-f-]{36}", must be object$/,
    reason:
      'The deletion job ID, as its own words call it, is a text like those of other jobs: https://www.twilio.com/docs/sendgrid/api-reference/contacts/delete-contacts',
  },
  {
    provider: 'sendgrid',
    operation: 'send-campaign',
    problem: /^body\.send_at: is "now", must match format "date-time"$/,
    reason:
      'The word that its description asks for to send at once: https://www.twilio.com/docs/sendgrid/api-reference/single-sends/schedule-single-send',
  },
  {
    provider: 'quickbooks',
    operation: '*',
    problem: /^query\.(requestid|minorversion): is not described$/,
    reason:
      'Written by a third party; every request takes both: https://developer.intuit.com/app/developer/qbo/docs/learn/learn-basic-field-definitions',
  },
  {
    provider: 'quickbooks',
    operation: 'create-customer',
    problem: /^body\.CurrencyRef: is not described$/,
    reason:
      'Written by a third party; Intuit’s own schema (Finance.xsd) has it: https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer',
  },
  {
    provider: 'quickbooks',
    operation: 'void-invoice',
    problem: /^body\.(Line|CustomerRef): is required$/,
    reason:
      'With operation=void the id and the SyncToken suffice: https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice#void-an-invoice',
  },
  {
    provider: 'freshbooks',
    operation: '*',
    problem: /^query\.(page|per_page|include\[\]|search\[\w+\]): is not described$/,
    reason:
      'Written by a third party, without the parameters that every list takes: https://www.freshbooks.com/api/parameters',
  },
  {
    provider: 'freshbooks',
    operation: '*',
    problem:
      /^body\.invoice\.(action_email|action_mark_as_sent|email_recipients|email_include_pdf|invoice_customized_email): is not described$/,
    reason:
      'Written by a third party; an invoice is sent by an action of its update: https://www.freshbooks.com/api/invoices',
  },
  {
    provider: 'freshbooks',
    operation: 'create-customer',
    problem: /^body\.client\.bus_phone: is not described$/,
    reason: 'Written by a third party; what is answered can be written too: https://www.freshbooks.com/api/clients',
  },
  {
    provider: 'pipedrive',
    operation: 'create-company',
    problem: /^body\.title: is required$/,
    reason:
      'An organization has no title; what its properties name is `name`: https://developers.pipedrive.com/docs/api/v1/Organizations#addOrganization',
  },
  {
    provider: 'pipedrive',
    operation: 'search-contacts',
    problem: /^query\.fields: is "name,email", must be one of /,
    reason:
      'A comma-separated list, as its own words say; the values are those of its parts: https://developers.pipedrive.com/docs/api/v1/Persons#searchPersons',
  },
  {
    provider: 'sage',
    operation: '*',
    problem: /^(body|query\.[a-z_]+): is not described$/,
    reason:
      'Derived from an SDK, as a list of paths and methods alone: https://developer.sage.com/accounting/reference',
  },
  {
    provider: 'shipstation',
    operation: 'get-rates',
    problem: /^body\.weight\.value: is [\d.]+, must be > 2$/,
    reason:
      'A flag of an older OpenAPI that became a number: the minimum beside it is 0, and an ounce has a rate: https://docs.shipstation.com/apis/openapi/rates/estimate_rates',
  },
  {
    provider: 'shipstation',
    operation: 'create-shipment',
    problem: /^body\.shipment\.(shipment_id|created_at|modified_at|shipment_status|total_weight): is required$/,
    reason:
      'Read-only, as the description itself says: ShipStation makes them: https://docs.shipstation.com/apis/openapi/labels/create_label',
  },
  {
    provider: 'shipstation',
    operation: 'list-shipments',
    problem: /^query\.pickup_id: is required$/,
    reason:
      'A filter like those beside it, which are optional: https://docs.shipstation.com/apis/openapi/shipments/list_shipments',
  },
  {
    provider: 'zoho-crm',
    operation: 'create-note',
    problem:
      /^body\.data\[0\]\.(Modified_Time|\$attachments|Owner|Created_Time|\$editable|\$is_shared_to_client|Modified_By|\$size|\$state|\$voice_note|id|Created_By): is required$/,
    reason:
      'What a note has once it was made; making one takes its parent and its content: https://www.zoho.com/crm/developer/docs/api/v8/create-notes.html',
  },
  {
    provider: 'zoho-crm',
    operation: 'create-note',
    problem: /^body\.data\[0\]\.Note_Title: is required$/,
    reason: 'A note may have no title: https://www.zoho.com/crm/developer/docs/api/v8/create-notes.html',
  },
  {
    provider: 'dynamics',
    operation: '*',
    problem: /^query\.\$(select|expand|skiptoken): is not described$/,
    reason:
      'Written by a third party; what a write answers is selected like anything else, and $skiptoken is part of every link to a next page: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/create-entity-web-api',
  },
  {
    provider: 'dynamics',
    operation: '*',
    problem: /^response\.\w+: is null, must be (string|number)$/,
    reason:
      'Written by a third party; a column without a value is answered as null: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/retrieve-entity-using-web-api',
  },
  {
    provider: 'bigcommerce',
    operation: 'list-orders',
    problem: /^query\.sort: is "date_created:desc", must be one of /,
    reason:
      'Its own words want the direction behind the field; the values are those of the field alone: https://developer.bigcommerce.com/docs/rest-management/orders#get-all-orders',
  },
  {
    provider: 'woocommerce',
    operation: 'refund-order',
    problem: /^body: is not described$/,
    reason:
      'Derived from the documentation, which has the fields in a table above the request: https://woocommerce.github.io/woocommerce-rest-api-docs/#order-refund-properties',
  },
  {
    provider: 'etsy',
    operation: '*',
    problem: /^body\.tags: is "[^"]*", must be array$/,
    reason:
      'A form has no lists; its own words call the field a comma-separated one, and so does Etsy: https://github.com/etsy/open-api/issues/557',
  },
]

export function findException(
  known: readonly Exception[],
  provider: string,
  operation: string,
  problem: string,
): Exception | undefined {
  return known.find(
    (one) =>
      one.provider === provider && (one.operation === '*' || one.operation === operation) && one.problem.test(problem),
  )
}
