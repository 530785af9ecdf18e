/** Records that every Pipedrive company of the sandbox has. What happens to them is answered and not stored. */
export const fixtures = {
  person: 4101,
  organization: 4201,
  /** An open deal of that person and organization, in the first stage of the pipeline. */
  deal: 4301,
  note: 4401,
  /** The owner of the API token. */
  user: 4501,
  pipeline: 1,
  stages: [1, 2, 3, 4, 5],
} as const
