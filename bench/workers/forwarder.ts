/** The least that a Worker between a caller and a provider can do: hand the request on and the answer back. */
export default {
  fetch(request, { PROVIDER, EGRESS }) {
    const url = PROVIDER + new URL(request.url).pathname
    return EGRESS === undefined ? fetch(url, request) : EGRESS.fetch(url, request)
  },
} satisfies ExportedHandler<{ readonly PROVIDER: string; readonly EGRESS?: Fetcher }>
