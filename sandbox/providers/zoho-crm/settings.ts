import { empty, json } from '../../http.ts'
import { Failure, missingParameter } from './answers.ts'
import { fixtures, user } from './fixtures.ts'
import { type Field, findModule, type Module, modules } from './modules.ts'
import type { Org } from './store.ts'

/** `GET /org` */
export function organization(): Response {
  return json({
    org: [
      {
        id: fixtures.organization,
        company_name: 'Analytical Engines Sandbox',
        alias: null,
        primary_email: user.email,
        website: 'https://analytical.example.com',
        domain_name: 'org60001234567',
        zgid: '60001234567',
        primary_zuid: '60001234568',
        ezgid: 'sandbox0organization',
        zia_portal_id: null,
        zia_zgid: 0,
        phone: '+1 202 555 0100',
        mobile: null,
        fax: null,
        street: null,
        city: null,
        state: null,
        zip: null,
        country: 'United States',
        country_code: 'US',
        description: null,
        employee_count: '42',
        time_zone: 'Europe/London',
        currency: 'US Dollar',
        currency_symbol: '$',
        currency_locale: 'en_US',
        iso_code: 'USD',
        mc_status: false,
        gapps_enabled: false,
        translation_enabled: false,
        privacy_settings: false,
        hipaa_compliance_enabled: false,
        lite_users_enabled: false,
        deletable_org_account: true,
        oauth_presence: true,
        max_per_page: 200,
        call_icon: 'default',
        photo_id: null,
        type: 'Production',
        created_time: '2026-01-01T00:00:00+00:00',
        hierarchy_preferences: { type: 'Role_Hierarchy', strictly_reporting: false },
        checkin_preferences: { restricted_event_types: null },
        license_details: {
          paid: true,
          paid_type: 'enterprise',
          paid_expiry: '2027-12-31T00:00:00+00:00',
          users_license_purchased: 1,
          trial_type: null,
          trial_expiry: null,
          trial_action: '',
        },
      },
    ],
  })
}

/** `GET /users` */
export function users({ exchange }: Org): Response {
  const type = exchange.url.searchParams.get('type') ?? 'AllUsers'
  const none = ['DeactiveUsers', 'DeletedUsers', 'NotConfirmedUsers', 'ActiveConfirmedAdmins']
  if (none.includes(type)) return empty()
  const full = {
    id: user.id,
    full_name: user.name,
    first_name: 'Integration',
    last_name: 'User',
    email: user.email,
    status: 'active',
    confirm: true,
    role: { name: 'CEO', id: '5725767000000026005' },
    profile: { name: 'Administrator', id: '5725767000000026011' },
    time_zone: 'Europe/London',
    locale: 'en_US',
    language: 'en_US',
    created_time: '2026-01-01T00:00:00+00:00',
    Modified_Time: '2026-01-01T00:00:00+00:00',
  }
  return json({ users: [full], info: { per_page: 200, count: 1, page: 1, more_records: false } })
}

/** `GET /settings/modules` */
export function listModules(): Response {
  return json({ modules: modules.map(metadataOf) })
}

function metadataOf({ name, singular }: Module, index: number) {
  return {
    id: `57257670000000021${String(index).padStart(2, '0')}`,
    api_name: name,
    module_name: name,
    singular_label: singular,
    plural_label: name,
    generated_type: 'default',
    api_supported: true,
    creatable: true,
    editable: true,
    deletable: true,
    viewable: true,
  }
}

/** `GET /settings/fields?module=…`. Source: https://www.zoho.com/crm/developer/docs/api/v8/field-meta.html */
export function listFields({ exchange }: Org): Response {
  const name = exchange.url.searchParams.get('module')
  if (name === null) throw missingParameter('module')
  const module = findModule(name)
  if (module === undefined) throw invalidModule()
  return json({ fields: module.fields.map((field, index) => fieldOf(module, field, index)) })
}

export function invalidModule(): Failure {
  return new Failure(400, 'INVALID_MODULE', 'the module name given seems to be invalid', {
    resource_path_index: 0,
  })
}

function fieldOf(module: Module, field: Field, index: number) {
  const place = modules.indexOf(module) * 100 + index
  return {
    id: `5725767000000${String(3001 + place).padStart(6, '0')}`,
    api_name: field.api_name,
    field_label: field.api_name.replaceAll('_', ' '),
    display_label: field.api_name.replaceAll('_', ' '),
    data_type: field.data_type,
    json_type: jsonTypeOf(field),
    length: field.length,
    system_mandatory: field.isRequired,
    read_only: field.isReadOnly,
    field_read_only: field.isReadOnly,
    custom_field: false,
    visible: true,
    type: 'used',
    created_source: 'default',
    default_value: null,
    lookup:
      field.module === undefined ? {} : { module: { api_name: field.module, id: null }, api_name: field.api_name },
    pick_list_values: field.values.map((value, position) => ({
      id: `5725767000000${String(6001 + place * 20 + position).padStart(6, '0')}`,
      display_value: value,
      actual_value: value,
      reference_value: value,
      sequence_number: position + 1,
      colour_code: null,
      type: 'used',
    })),
  }
}

function jsonTypeOf({ data_type }: Field): string {
  switch (data_type) {
    case 'boolean':
      return 'boolean'
    case 'integer':
      return 'integer'
    case 'currency':
      return 'double'
    case 'lookup':
    case 'ownerlookup':
      return 'jsonobject'
    default:
      return 'string'
  }
}
