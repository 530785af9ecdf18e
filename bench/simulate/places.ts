/**
 * Round trips to a Durable Object in eastern North America, in milliseconds. Between AWS regions and us-east-1, as
 * measured: https://acomputerscientistlearnsaws.blogspot.com/2017/04/aws-regions.html (2017; cables have not become
 * shorter), Montréal https://gist.github.com/caius/21eca095ba281393f0616e2325410278, Hong Kong and Cape Town
 * https://cloudping.co/. The first is a place in the same metropolitan area, and an assumption.
 *
 * In this order, so that few places are near each other, as the users of a small company are, and many are everywhere.
 */
const roundTrips = [
  5, // Virginia
  14.1, // Montréal
  72.7, // California
  80.5, // Ireland
  88.7, // Frankfurt
  87, // Oregon
  119.5, // São Paulo
  145.3, // Tokyo
  178.4, // Seoul
  216.7, // Singapore
  230, // Sydney
  202.5, // Hong Kong
  226.9, // Cape Town
]

/** How much round trips vary: one in a hundred takes 1.6 times the usual. */
export const spreadOfRoundTrips = 0.2

/** The median round trip of each of so many locations. */
export function placesOf(locations: number): readonly number[] {
  return Array.from({ length: locations }, (_, index) => roundTrips[index % roundTrips.length] ?? 0)
}
