import {
  anything,
  boolean,
  closed,
  group,
  list,
  type Members,
  matching,
  number,
  oneOf,
  text,
  whole,
} from '../../json-shape.ts'
import { anyWhole, decimal, flag, moment, wholes } from './call.ts'

const name = text(250, 1)
const type = oneOf('physical', 'digital')
const weight = number(0, 9_999_999_999)
const price = number(0)

const variant = group(
  { sku: text(255), option_values: list(group({ label: text(255, 1), option_display_name: text(255, 1) })) },
  { price, sale_price: price, weight, inventory_level: whole(0, 2_147_483_647), purchasing_disabled: boolean },
)

const optional: Members = {
  sku: text(255),
  description: text(),
  width: weight,
  depth: weight,
  height: weight,
  cost_price: price,
  retail_price: price,
  sale_price: price,
  map_price: number(),
  tax_class_id: number(0, 255),
  product_tax_code: text(255),
  categories: list(whole(1), 0, 1000),
  brand_id: whole(0, 1_000_000_000),
  brand_name: text(),
  inventory_level: whole(0, 2_147_483_647),
  inventory_warning_level: whole(0, 2_147_483_647),
  inventory_tracking: oneOf('none', 'product', 'variant'),
  fixed_cost_shipping_price: price,
  is_free_shipping: boolean,
  is_visible: boolean,
  is_featured: boolean,
  related_products: list(whole()),
  warranty: text(65_535),
  bin_picking_number: text(255),
  layout_file: text(500),
  upc: text(14),
  search_keywords: text(65_535),
  availability_description: text(255),
  availability: oneOf('available', 'disabled', 'preorder'),
  gift_wrapping_options_type: oneOf('any', 'none', 'list'),
  gift_wrapping_options_list: list(whole()),
  sort_order: whole(-2_147_483_648, 2_147_483_647),
  condition: oneOf('New', 'Used', 'Refurbished'),
  is_condition_shown: boolean,
  order_quantity_minimum: whole(0, 1_000_000_000),
  order_quantity_maximum: whole(0, 1_000_000_000),
  page_title: text(255),
  meta_keywords: list(text()),
  meta_description: text(65_535),
  view_count: whole(0, 1_000_000_000),
  preorder_release_date: text(),
  preorder_message: text(255),
  is_preorder_only: boolean,
  is_price_hidden: boolean,
  price_hidden_label: text(200),
  custom_url: group({}, { url: text(255, 1), is_customized: boolean }),
  open_graph_type: oneOf('product', 'album', 'book', 'drink', 'food', 'game', 'movie', 'song', 'tv_show'),
  open_graph_title: text(),
  open_graph_description: text(),
  open_graph_use_meta_description: boolean,
  open_graph_use_product_name: boolean,
  open_graph_use_image: boolean,
  gtin: text(14),
  mpn: text(),
  date_last_imported: text(),
  reviews_rating_sum: whole(),
  reviews_count: whole(),
  total_sold: whole(),
  custom_fields: list(group({ name: text(250, 1), value: text(250, 1) }), 0, 200),
  bulk_pricing_rules: list(
    group({
      quantity_min: whole(0),
      quantity_max: whole(0),
      type: oneOf('price', 'percent', 'fixed'),
      amount: anything,
    }),
  ),
  images: list(group({}, { image_url: text(255), is_thumbnail: boolean, description: text() })),
  videos: list(group({}, { video_id: text(), type: oneOf('youtube') })),
}

/** Source: https://developer.bigcommerce.com/docs/rest-catalog/products#create-a-product */
export const newProduct = closed({ name, type, weight, price }, { ...optional, variants: list(variant, 0, 600) })

/** Source: https://developer.bigcommerce.com/docs/rest-catalog/products#update-a-product */
export const productChanges = closed({}, { name, type, weight, price, ...optional })

const parts =
  'bulk_pricing_rules|channels|custom_fields|images|modifiers|options|parent_relations|primary_image|reviews|variants|videos'

export const fieldNames = matching(/^[a-z_]+(,[a-z_]+)*$/)

export const productInclusion: Members = {
  include: matching(new RegExp(`^(${parts})(,(${parts}))*$`)),
  include_fields: fieldNames,
  exclude_fields: fieldNames,
}

const sortable = [
  'id',
  'name',
  'sku',
  'price',
  'date_modified',
  'date_last_imported',
  'inventory_level',
  'is_visible',
  'total_sold',
  'calculated_price',
]

/** The filters that the sandbox applies; the description has some more. */
export const productFilters: Members = {
  ...productInclusion,
  id: anyWhole,
  'id:in': wholes,
  'id:not_in': wholes,
  'id:min': anyWhole,
  'id:max': anyWhole,
  'id:greater': anyWhole,
  'id:less': anyWhole,
  name: text(),
  keyword: text(),
  sku: text(),
  'sku:in': text(),
  price: decimal,
  brand_id: anyWhole,
  type,
  availability: oneOf('available', 'disabled', 'preorder'),
  is_visible: flag,
  is_featured: flag,
  'date_modified:min': moment,
  'date_modified:max': moment,
  'inventory_level:min': anyWhole,
  'inventory_level:max': anyWhole,
  sort: oneOf(...sortable),
  direction: oneOf('asc', 'desc'),
}
