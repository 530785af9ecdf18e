import type { Fields } from '../../http.ts'
import { listAt, textAt } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { dateTime } from './answers.ts'
import type { Organisation } from './organisation.ts'
import type { Contact } from './records.ts'
import { Invalid } from './requests.ts'

/** Creates a contact, or changes the one with the same `ContactID` where the method allows it. */
export function writeContact(organisation: Organisation, fields: Fields, mayChange: boolean): object {
  const id = textAt(fields, 'ContactID').toLowerCase()
  const known = mayChange && id !== '' ? organisation.contacts.find(id) : undefined
  if (mayChange && id !== '' && known === undefined) {
    throw new Invalid('The Contact with the specified contact details could not be found')
  }
  const Name = textAt(fields, 'Name') || (known?.Name ?? '')
  const EmailAddress = textAt(fields, 'EmailAddress') || (known?.EmailAddress ?? '')
  check(organisation, Name, EmailAddress, known?.ContactID)
  const contact: Contact = {
    ...known,
    ...own(fields),
    ContactID: known?.ContactID ?? organisation.newId(),
    ContactStatus: textAt(fields, 'ContactStatus') || (known?.ContactStatus ?? 'ACTIVE'),
    Name,
    EmailAddress,
    Phones: phones(fields, known),
    IsSupplier: known?.IsSupplier ?? false,
    IsCustomer: known?.IsCustomer ?? false,
    updated: organisation.exchange.now.getTime(),
  }
  organisation.contacts.save(contact)
  return contactView(contact)
}

const kept = [
  'ContactNumber',
  'AccountNumber',
  'FirstName',
  'LastName',
  'CompanyNumber',
  'TaxNumber',
  'DefaultCurrency',
  'Addresses',
  'ContactPersons',
  'BankAccountDetails',
  'PaymentTerms',
]

function own(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => kept.includes(name)))
}

function check(organisation: Organisation, name: string, email: string, self: string | undefined): void {
  if (name.trim() === '') throw new Invalid('The contact name must be specified')
  if (name.length > 255) throw new Invalid('The contact name must be no longer than 255 characters')
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new Invalid('Email address must be valid.')
  if (isReserved(name) || isReserved(email)) return
  const namesake = organisation.contacts
    .all()
    .find((other) => other.ContactID !== self && other.ContactStatus === 'ACTIVE' && other.Name === name)
  if (namesake !== undefined) {
    throw new Invalid(
      `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    )
  }
}

/** Each contact has a phone of every type, though it may be empty. */
function phones(fields: Fields, known: Contact | undefined): object[] {
  const given = fields.Phones === undefined ? (known?.Phones ?? []) : listAt(fields, 'Phones')
  return ['DDI', 'DEFAULT', 'FAX', 'MOBILE'].map((PhoneType) => {
    const phone = given.find((candidate) => textAt(candidate, 'PhoneType') === PhoneType)
    return {
      PhoneType,
      PhoneNumber: textAt(phone, 'PhoneNumber'),
      PhoneAreaCode: textAt(phone, 'PhoneAreaCode'),
      PhoneCountryCode: textAt(phone, 'PhoneCountryCode'),
    }
  })
}

export function contactView(contact: Contact): object {
  const { updated, ...members } = contact
  return {
    Addresses: [],
    ContactGroups: [],
    ContactPersons: [],
    BankAccountDetails: '',
    ...members,
    UpdatedDateUTC: dateTime(updated),
    HasAttachments: false,
    HasValidationErrors: false,
  }
}
