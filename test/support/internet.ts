export default {
  async fetch(request, env) {
    return env.SANDBOX.fetch(request)
  },
}
