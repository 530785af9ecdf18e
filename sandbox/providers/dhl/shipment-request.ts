import { anything, boolean, closed, day, list, number, oneOf, text, whole } from '../../json-shape.ts'
import {
  accounts,
  clock,
  customerReferences,
  dimensions,
  packageTypeCode,
  party,
  specialInstructions,
  unitOfMeasurement,
  valueAddedServices,
} from './parts.ts'
import { requestedInformation } from './rates.ts'

const identifiers = list(
  closed({ typeCode: oneOf('parentId', 'shipmentId', 'pieceId'), value: text(35, 1) }, { dataIdentifier: text(4, 1) }),
  0,
  5,
)

const lineItem = closed(
  {
    number: whole(1, 999),
    description: text(512, 1),
    price: number(0),
    quantity: closed({ value: whole(1), unitOfMeasurement: text() }),
    manufacturerCountry: text(2, 2),
    weight: closed({}, { netValue: number(0), grossValue: number(0) }),
  },
  {
    commodityCodes: list(closed({ typeCode: oneOf('outbound', 'inbound'), value: text(18, 2) }), 0, 2),
    exportReasonType: text(),
    isTaxesPaid: boolean,
    additionalInformation: list(text(), 1, 8),
    customerReferences: list(anything),
    customsDocuments: list(anything),
    preCalculatedLineItemTotalValue: number(0),
  },
)

const exportDeclaration = closed(
  { lineItems: list(lineItem, 1, 999) },
  {
    invoice: closed(
      { number: text(35, 1), date: day },
      {
        signatureName: text(35),
        signatureTitle: text(35),
        signatureImage: text(),
        instructions: list(text(300, 1), 1, 1),
        customerDataTextEntries: list(text(45), 1, 6),
        totalNetWeight: number(0),
        totalGrossWeight: number(0),
        customerReferences: list(anything),
        termsOfPayment: text(),
        indicativeCustomsValues: anything,
        preCalculatedTotalValues: anything,
      },
    ),
    remarks: list(closed({ value: text() }), 0, 3),
    additionalCharges: list(anything),
    destinationPortName: text(),
    placeOfIncoterm: text(256, 1),
    payerVATNumber: text(),
    recipientReference: text(),
    exporter: closed({}, { id: text(), code: text() }),
    packageMarks: text(),
    declarationNotes: list(closed({ value: text(700) }), 0, 3),
    exportReference: text(40),
    exportReason: text(30, 1),
    exportReasonType: text(),
    licenses: list(closed({ typeCode: oneOf('export', 'import'), value: text(16) }), 0, 2),
    shipmentType: oneOf('personal', 'commercial'),
    customsDocuments: list(anything),
  },
)

const content = closed(
  {
    packages: list(
      closed(
        { weight: number(0.001) },
        {
          typeCode: packageTypeCode,
          dimensions,
          customerReferences,
          identifiers,
          description: text(70, 1),
          labelBarcodes: list(anything, 0, 2),
          labelText: list(anything, 0, 6),
          labelDescription: text(80, 1),
          referenceNumber: number(1, 999),
        },
      ),
      1,
      999,
    ),
    isCustomsDeclarable: boolean,
    description: text(70, 1),
    incoterm: oneOf(
      ...[
        'EXW',
        'FCA',
        'CPT',
        'CIP',
        'DPU',
        'DAP',
        'DDP',
        'FAS',
        'FOB',
        'CFR',
        'CIF',
        'DAF',
        'DAT',
        'DDU',
        'DEQ',
        'DES',
      ],
    ),
    unitOfMeasurement,
  },
  {
    areMorePackagesToBeAddedLater: boolean,
    declaredValue: number(0),
    declaredValueCurrency: text(3, 3),
    exportDeclaration,
    USFilingTypeValue: text(20, 1),
  },
)

const outputImageProperties = closed(
  {},
  {
    printerDPI: number(200, 300),
    customerBarcodes: list(anything, 0, 1),
    customerLogos: list(anything, 0, 1),
    encodingFormat: oneOf('pdf', 'zpl', 'lp2', 'epl'),
    imageOptions: list(
      closed(
        { typeCode: oneOf('label', 'waybillDoc', 'invoice', 'qr-code', 'shipmentReceipt') },
        {
          templateName: text(25),
          isRequested: boolean,
          hideAccountNumber: boolean,
          numberOfCopies: number(1, 2),
          invoiceType: oneOf('commercial', 'proforma', 'returns'),
          languageCode: text(3, 3),
          languageCountryCode: text(2, 2),
          languageScriptCode: text(4, 4),
          encodingFormat: oneOf('png'),
          renderDHLLogo: boolean,
          fitLabelsToA4: boolean,
          labelFreeText: text(150),
          labelCustomerDataText: text(250, 1),
          shipmentReceiptCustomerDataText: text(700, 1),
        },
      ),
      0,
      20,
    ),
    splitTransportAndWaybillDocLabels: boolean,
    allDocumentsInOneImage: boolean,
    splitDocumentsByPages: boolean,
    splitInvoiceAndReceipt: boolean,
    receiptAndLabelsInOneImage: boolean,
  },
)

/** The body of `POST /shipments`. */
export const shipmentRequest = closed(
  {
    plannedShippingDateAndTime: text(29, 1),
    pickup: closed(
      { isRequested: boolean },
      {
        closeTime: clock,
        location: text(80),
        specialInstructions,
        pickupDetails: party,
        pickupRequestorDetails: party,
      },
    ),
    productCode: text(6, 1),
    accounts,
    customerDetails: closed(
      { shipperDetails: party, receiverDetails: party },
      {
        buyerDetails: party,
        importerDetails: party,
        exporterDetails: party,
        sellerDetails: party,
        payerDetails: party,
        manufacturerDetails: party,
        ultimateConsigneeDetails: party,
        brokerDetails: party,
      },
    ),
    content,
  },
  {
    localProductCode: text(3, 1),
    getRateEstimates: boolean,
    valueAddedServices,
    outputImageProperties,
    customerReferences,
    identifiers,
    documentImages: list(closed({ content: text() }, { typeCode: text(3), imageFormat: text(4) }), 1),
    onDemandDelivery: anything,
    requestOndemandDeliveryURL: boolean,
    shipmentNotification: list(
      closed(
        { typeCode: oneOf('email'), receiverId: text(50, 1) },
        { languageCode: text(3, 3), languageCountryCode: text(2, 2), bespokeMessage: text(250) },
      ),
      0,
      5,
    ),
    prepaidCharges: list(anything, 0, 1),
    getTransliteratedResponse: boolean,
    estimatedDeliveryDate: closed({ isRequested: boolean }, { typeCode: oneOf('QDDC', 'QDDF') }),
    getAdditionalInformation: requestedInformation(
      'pickupDetails',
      'optionalShipmentData',
      'barcodeInformation',
      'linkLabelsByPieces',
    ),
    parentShipment: closed({}, { productCode: text(1, 1), packagesCount: number(1) }),
  },
)
