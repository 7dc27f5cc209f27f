import { frameForm } from './form'

const script = document.currentScript
if (script instanceof HTMLScriptElement && script.dataset.form !== undefined) frameForm(script, script.dataset.form)
