import type { Fields } from '../../http.ts'
import { textAt } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { entityAnswer, refusal } from './answers.ts'
import { type Company, change, create, type Entity } from './company.ts'
import { body, jsonBody, updateOf } from './requests.ts'
import * as shapes from './shapes/names.ts'

const start = { Active: true, Balance: 0, CurrencyRef: { value: 'USD', name: 'United States Dollar' } }

/** `POST customer` and `POST vendor`: creates, or updates where there is an id. */
export function writeName(company: Company, name: 'Customer' | 'Vendor'): object {
  const { exchange } = company
  const shape = name === 'Customer' ? shapes.customer : shapes.vendor
  if (textAt(jsonBody(exchange), 'Id') === '') {
    const fields = withNames(body(exchange, shape))
    checkUnique(company, fields)
    const initial = name === 'Customer' ? { Taxable: false, Job: false, BalanceWithJobs: 0 } : { Vendor1099: false }
    const entity = create(company, name, { ...initial, ...start, ...fields })
    return entityAnswer(exchange, name, entity)
  }
  const { entity, fields } = updateOf(company, name, shape)
  const named = withNames(fields)
  checkUnique(company, named, entity)
  return entityAnswer(exchange, name, change(company, name, entity, named))
}

/**
 * The display name is made of the other names where it isn't given; one of them has to be.
 *
 * Source: https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer
 */
function withNames(fields: Fields): Fields {
  const { Id: _id, SyncToken: _syncToken, MetaData: _metaData, sparse: _sparse, domain: _domain, ...others } = fields
  const parts = ['Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'].map((part) => textAt(fields, part).trim())
  const full = parts.filter((part) => part !== '').join(' ')
  const display = textAt(fields, 'DisplayName') || full || textAt(fields, 'CompanyName')
  if (display === '') {
    const detail = 'At least one of Title, GivenName, MiddleName, FamilyName, DisplayName or Suffix is required'
    throw refusal(
      '2020',
      'Required param missing, need to supply the required value for the API',
      detail,
      'DisplayName',
    )
  }
  return {
    ...others,
    DisplayName: display,
    FullyQualifiedName: display,
    PrintOnCheckName: textAt(fields, 'PrintOnCheckName') || textAt(fields, 'CompanyName') || display,
  }
}

/** Display names are unique among customers and vendors together, but for those that examples are made of. */
function checkUnique(company: Company, fields: Fields, self?: Entity): void {
  const display = textAt(fields, 'DisplayName')
  const email = textAt(fields, 'PrimaryEmailAddr', 'Address')
  if (isReserved(display) || isReserved(email)) return
  const others = [...company.of('Customer').all(), ...company.of('Vendor').all()]
  const isTaken = others.some(
    (other) => other.Id !== self?.Id && textAt(other, 'DisplayName').toLowerCase() === display.toLowerCase(),
  )
  if (isTaken) {
    throw refusal('6240', 'Duplicate Name Exists Error', `The name supplied already exists. : ${display}`)
  }
}
