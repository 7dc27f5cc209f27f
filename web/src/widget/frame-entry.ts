/** Within the frame of a contact form: tells the page around it how tall the form is. */
const say = () => parent.postMessage({ relaisFormHeight: document.documentElement.getBoundingClientRect().height }, '*')
new ResizeObserver(say).observe(document.documentElement)
say()
