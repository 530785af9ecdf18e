import { textAt } from '../../json-shape.ts'
import type { Call } from './call.ts'
import { type CampaignRecord, lists, members } from './records.ts'

/** How many a campaign goes to. */
export function recipientCount({ state }: Call, { recipients }: CampaignRecord): number {
  const listId = textAt(recipients, 'list_id')
  return members(state)
    .all()
    .filter(({ list_id, status }) => list_id === listId && status === 'subscribed').length
}

export function contentView({ html, plain_text }: CampaignRecord): object {
  return { plain_text, html, archive_html: html, _links: [] }
}

/** A campaign as every answer shows it. */
export function campaignView(call: Call, campaign: CampaignRecord): object {
  const listId = textAt(campaign.recipients, 'list_id')
  const found = lists(call.state).find(listId)
  const address = `https://us19.campaign-archive.com/?u=0&id=${campaign.id}`
  return {
    id: campaign.id,
    web_id: campaign.web_id,
    type: campaign.type,
    create_time: campaign.create_time,
    archive_url: address,
    long_archive_url: address,
    status: campaign.status,
    emails_sent: campaign.emails_sent,
    send_time: campaign.send_time,
    content_type: campaign.content_type,
    needs_block_refresh: false,
    resendable: campaign.status === 'sent',
    recipients: {
      list_is_active: found !== undefined,
      list_name: textAt(found?.given, 'name'),
      segment_text: '',
      recipient_count: recipientCount(call, campaign),
      ...campaign.recipients,
      list_id: listId,
    },
    settings: {
      subject_line: '',
      preview_text: '',
      title: '',
      from_name: '',
      reply_to: '',
      use_conversation: false,
      to_name: '',
      folder_id: '',
      authenticate: true,
      auto_footer: false,
      inline_css: false,
      auto_tweet: false,
      fb_comments: true,
      timewarp: false,
      template_id: 0,
      drag_and_drop: false,
      ...campaign.settings,
    },
    tracking: {
      opens: true,
      html_clicks: true,
      text_clicks: false,
      goal_tracking: false,
      ecomm360: false,
      google_analytics: '',
      clicktale: '',
      ...campaign.tracking,
    },
    ...(campaign.status === 'sent' ? { report_summary: report } : {}),
    delivery_status: { enabled: false },
    _links: [],
  }
}

const report = {
  opens: 0,
  unique_opens: 0,
  open_rate: 0,
  clicks: 0,
  subscriber_clicks: 0,
  click_rate: 0,
  ecommerce: { total_orders: 0, total_spent: 0, total_revenue: 0 },
}
