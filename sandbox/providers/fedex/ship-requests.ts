import { anything, boolean, day, group, list, number, oneOf, text, whole } from '../../json-shape.ts'
import { account, commodity, packageMembers, packagingType, party, payment, pickupType, weight } from './parts.ts'

/** `LABELSTOCKTYPE` of the Ship API's description. */
const stock = oneOf(
  'PAPER_4X6',
  'STOCK_4X675',
  'PAPER_4X675',
  'PAPER_4X8',
  'PAPER_4X9',
  'PAPER_7X475',
  'PAPER_85X11_BOTTOM_HALF_LABEL',
  'PAPER_85X11_TOP_HALF_LABEL',
  'PAPER_LETTER',
  'STOCK_4X675_LEADING_DOC_TAB',
  'STOCK_4X8',
  'STOCK_4X9_LEADING_DOC_TAB',
  'STOCK_4X6',
  'STOCK_4X675_TRAILING_DOC_TAB',
  'STOCK_4X9_TRAILING_DOC_TAB',
  'STOCK_4X9',
  'STOCK_4X85_TRAILING_DOC_TAB',
  'STOCK_4X105_TRAILING_DOC_TAB',
)

const requestedShipment = group(
  {
    shipper: party,
    recipients: list(party, 1, 1),
    pickupType,
    serviceType: text(),
    packagingType,
    totalWeight: number(0),
    shippingChargesPayment: payment,
    labelSpecification: group(
      { imageType: oneOf('ZPLII', 'EPL2', 'PDF', 'PNG'), labelStockType: stock },
      { labelFormatType: oneOf('COMMON2D', 'LABEL_DATA_ONLY'), labelRotation: text(), resolution: whole() },
    ),
    requestedPackageLineItems: list(
      group(
        { weight },
        {
          ...packageMembers,
          sequenceNumber: text(),
          itemDescription: text(50),
          customerReferences: list(
            group(
              {
                customerReferenceType: oneOf(
                  'CUSTOMER_REFERENCE',
                  'DEPARTMENT_NUMBER',
                  'INVOICE_NUMBER',
                  'P_O_NUMBER',
                  'INTRACOUNTRY_REGULATORY_REFERENCE',
                  'RMA_ASSOCIATION',
                ),
              },
              { value: text(40) },
            ),
          ),
        },
      ),
      1,
      300,
    ),
  },
  {
    shipDatestamp: day,
    totalPackageCount: whole(1),
    blockInsightVisibility: boolean,
    shipmentSpecialServices: anything,
    customsClearanceDetail: group({ commercialInvoice: anything, commodities: list(commodity, 1) }),
  },
)

export const shipRequest = group(
  { accountNumber: account, labelResponseOptions: oneOf('URL_ONLY', 'LABEL'), requestedShipment },
  {
    mergeLabelDocOption: oneOf('NONE', 'LABELS_AND_DOCS', 'LABELS_ONLY'),
    shipAction: oneOf('CONFIRM', 'TRANSFER'),
    processingOptionType: oneOf('SYNCHRONOUS_ONLY', 'ALLOW_ASYNCHRONOUS'),
    oneLabelAtATime: boolean,
  },
)

export const validateRequest = group({ requestedShipment }, { accountNumber: account })

export const cancelRequest = group(
  { accountNumber: account, trackingNumber: text(40, 1) },
  { emailShipment: boolean, senderCountryCode: text(2), deletionControl: oneOf('DELETE_ALL_PACKAGES') },
)
