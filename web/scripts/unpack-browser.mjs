// Unpacks the browser of the tests, where that was not done before. Done once and beforehand: test runs side by side would
// both do it, in the same place.
import chromium from '@sparticuz/chromium'

console.log(`The browser is ${process.env.RELAIS_CHROMIUM ?? (await chromium.executablePath())}.`)
