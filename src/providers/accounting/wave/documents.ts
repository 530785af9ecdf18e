/**
 * What is asked of Wave. Nothing that a caller says is ever part of a document: it travels in the variables.
 * Source: https://developer.waveapps.com/hc/en-us/articles/360019968212-API-Reference
 */

const customerFields = `
  id name email phone mobile
  currency { code }
  createdAt modifiedAt`

export const createCustomer = `
mutation CreateCustomer($input: CustomerCreateInput!) {
  customerCreate(input: $input) {
    didSucceed
    inputErrors { path message code }
    customer {${customerFields}
    }
  }
}`

export const getCustomer = `
query GetCustomer($business: ID!, $id: ID!) {
  business(id: $business) {
    id
    customer(id: $id) {${customerFields}
    }
  }
}`

export const listCustomers = `
query ListCustomers($business: ID!, $page: Int!, $pageSize: Int!, $email: String, $modifiedAfter: DateTime) {
  business(id: $business) {
    id
    customers(page: $page, pageSize: $pageSize, sort: [CREATED_AT_ASC], email: $email, modifiedAtAfter: $modifiedAfter) {
      pageInfo { currentPage totalPages }
      edges { node {${customerFields}
      } }
    }
  }
}`

const invoiceFields = `
  id status invoiceNumber invoiceDate dueDate
  customer { id }
  currency { code }
  total { minorUnitValue }
  amountDue { minorUnitValue }
  items {
    description quantity unitPrice
    product { id }
    account { id }
    subtotal { minorUnitValue }
  }
  createdAt modifiedAt`

export const createInvoice = `
mutation CreateInvoice($input: InvoiceCreateInput!) {
  invoiceCreate(input: $input) {
    didSucceed
    inputErrors { path message code }
    invoice {${invoiceFields}
    }
  }
}`

export const getInvoice = `
query GetInvoice($business: ID!, $id: ID!) {
  business(id: $business) {
    id
    invoice(id: $id) {${invoiceFields}
    }
  }
}`

export const listInvoices = `
query ListInvoices($business: ID!, $page: Int!, $pageSize: Int!, $customer: ID, $status: InvoiceStatus, $from: Date, $to: Date, $modifiedAfter: DateTime) {
  business(id: $business) {
    id
    invoices(page: $page, pageSize: $pageSize, sort: [CREATED_AT_ASC], customerId: $customer, status: $status, invoiceDateStart: $from, invoiceDateEnd: $to, modifiedAtAfter: $modifiedAfter) {
      pageInfo { currentPage totalPages }
      edges { node {${invoiceFields}
      } }
    }
  }
}`

export const sendInvoice = `
mutation SendInvoice($input: InvoiceSendInput!) {
  invoiceSend(input: $input) {
    didSucceed
    inputErrors { path message code }
    invoice { id status lastSentAt }
  }
}`

export const approveInvoice = `
mutation ApproveInvoice($input: InvoiceApproveInput!) {
  invoiceApprove(input: $input) {
    didSucceed
    inputErrors { path message code }
    invoice {${invoiceFields}
    }
  }
}`

export const deleteInvoice = `
mutation DeleteInvoice($input: InvoiceDeleteInput!) {
  invoiceDelete(input: $input) {
    didSucceed
    inputErrors { path message code }
  }
}`

export const recordPayment = `
mutation RecordPayment($input: InvoicePaymentCreateManualInput!) {
  invoicePaymentCreateManual(input: $input) {
    didSucceed
    inputErrors { path message code }
    invoicePayment {
      id amount paymentDate paymentMethod memo
      account { id }
      customer { id }
      invoice { id }
      invoiceCurrency { code }
    }
  }
}`

export const listAccounts = `
query ListAccounts($business: ID!, $page: Int!, $pageSize: Int!) {
  business(id: $business) {
    id
    accounts(page: $page, pageSize: $pageSize) {
      pageInfo { currentPage totalPages }
      edges { node {
        id name displayId isArchived
        type { value }
        subtype { value }
        currency { code }
      } }
    }
  }
}`

export const listProducts = `
query ListProducts($business: ID!, $page: Int!, $pageSize: Int!) {
  business(id: $business) {
    id
    currency { code }
    products(page: $page, pageSize: $pageSize, sort: [CREATED_AT_ASC]) {
      pageInfo { currentPage totalPages }
      edges { node { id name description unitPrice isArchived isSold } }
    }
  }
}`

export const createTransaction = `
mutation CreateTransaction($input: MoneyTransactionCreateInput!) {
  moneyTransactionCreate(input: $input) {
    didSucceed
    inputErrors { path message code }
    transaction { id }
  }
}`

export const getBusiness = `
query GetBusiness($business: ID!) {
  business(id: $business) {
    id name isPersonal isArchived emailSendEnabled timezone
    currency { code }
  }
}`
