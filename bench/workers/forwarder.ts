/** The least that a Worker between a caller and a provider can do: hand the request on and the answer back. */
export default {
  fetch(request, { PROVIDER }) {
    return fetch(PROVIDER + new URL(request.url).pathname, request)
  },
} satisfies ExportedHandler<{ readonly PROVIDER: string }>
