/** The chat's own looks. The site's styles end at its border, and it sends none out. */
export const style = `
:host{all:initial;--accent:#1f6f5c;--ink:#fff;--back:#fff;--sheet:#f2f5f4;--text:#1a2220;--soft:#55625e;--line:#d5dcd9;
--edge:#7c8a85;--wrong:#a5221b;--theirs:var(--accent);--link:var(--accent);color-scheme:light dark}
@media (prefers-color-scheme:dark){:host{--back:#171c1b;--sheet:#242b29;--text:#e9eeec;--soft:#a8b4b0;--line:#38423f;
--edge:#7d8a86;--wrong:#ffb4ab;--link:color-mix(in srgb,var(--accent),#fff 60%)}}
*,*::before,*::after{box-sizing:border-box}
.frame{position:fixed;inset-block-end:1.25rem;inset-inline-end:1.25rem;z-index:2147483000;color:var(--text);
font:400 15px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;text-align:start}
.frame.inline{position:static;z-index:auto}
button,input,textarea{font:inherit;color:inherit;margin:0}
button{cursor:pointer;border:0;background:none;padding:0}
svg{inline-size:24px;block-size:24px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;flex:none}
:focus-visible{outline:3px solid var(--text);outline-offset:2px}
.launcher{display:grid;place-items:center;inline-size:60px;block-size:60px;border-radius:50%;background:var(--accent);
color:var(--ink);box-shadow:0 2px 12px rgb(0 0 0/.3);border:2px solid var(--back);position:relative;margin-inline-start:auto}
.launcher svg{inline-size:28px;block-size:28px}
.badge{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:22px;block-size:22px;border-radius:11px;
padding-inline:6px;background:#b3261e;color:#fff;font-size:13px;font-weight:700;line-height:22px;text-align:center}
.panel{position:absolute;inset-block-end:76px;inset-inline-end:0;display:flex;flex-direction:column;inline-size:min(380px,calc(100vw - 2.5rem));
block-size:min(600px,calc(100vh - 8rem));block-size:min(600px,calc(100dvh - 8rem));background:var(--back);border:1px solid var(--line);
border-radius:16px;box-shadow:0 8px 40px rgb(0 0 0/.28);overflow:hidden;animation:rise .18s ease-out}
.inline .panel{position:static;inline-size:100%;block-size:480px;box-shadow:none;animation:none}
@keyframes rise{from{opacity:0;transform:translateY(12px)}}
[hidden]{display:none!important}
.head{display:flex;align-items:center;gap:12px;padding:14px 16px;background:var(--accent);color:var(--ink)}
.head h2{margin:0;font-size:17px;line-height:1.25;overflow-wrap:anywhere}
.head p{margin:0;font-size:13px}
.head div{flex:1;min-inline-size:0}
.head button,.tool{display:grid;place-items:center;inline-size:44px;block-size:44px;border-radius:10px;flex:none}
.head :focus-visible{outline-color:var(--ink)}
.log{flex:1;overflow-y:auto;overscroll-behavior:contain;padding:16px;display:flex;flex-direction:column;gap:10px}
ol{list-style:none;margin:0;padding:0;display:flex;flex-direction:column;gap:10px}
.greeting{margin:0;white-space:pre-line}
.message{display:flex;gap:8px;align-items:flex-end;max-inline-size:88%}
.message.mine{align-self:flex-end;flex-direction:row-reverse}
.face img{position:absolute;inset:0;inline-size:100%;block-size:100%;border-radius:50%;object-fit:cover}
.face{position:relative;display:grid;place-items:center;inline-size:30px;block-size:30px;border-radius:50%;background:var(--accent);color:var(--ink);
font-size:12px;font-weight:700;flex:none}
.bubble{background:var(--sheet);border-radius:14px 14px 14px 4px;padding:8px 12px;min-inline-size:0}
.mine .bubble{background:var(--accent);color:var(--ink);border-radius:14px 14px 4px 14px}
.bubble p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.bubble a{color:inherit}
.who{display:block;font-size:12px;color:var(--soft);margin-block-end:2px}
.mine .who{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.state{display:block;font-size:12px;color:var(--soft);text-align:end;margin-block-start:2px}
.state.wrong{color:var(--wrong)}
.state button,.row-link{text-decoration:underline;color:var(--link);font-weight:600;min-block-size:32px}
.file{display:flex;gap:8px;align-items:center;overflow-wrap:anywhere;min-block-size:32px}
.types{min-block-size:20px;padding-inline:16px;margin:0;font-size:13px;color:var(--soft)}
.note{margin:0;padding:8px 16px;font-size:13px;background:var(--sheet);border-block-start:1px solid var(--line)}
.note.wrong{color:var(--wrong)}
.write{display:flex;align-items:flex-end;gap:4px;padding:8px;border-block-start:1px solid var(--line)}
textarea,input{inline-size:100%;border:1px solid var(--edge);border-radius:10px;background:var(--back);padding:9px 12px;min-block-size:44px}
textarea{resize:none;max-block-size:140px;flex:1}
.send{background:var(--accent);color:var(--ink);border:1px solid var(--edge)}
.chosen{display:flex;flex-wrap:wrap;gap:6px;padding:0 12px}
.chosen:empty{display:none}
.chip{display:flex;gap:6px;align-items:center;background:var(--sheet);border-radius:8px;padding-inline:10px;min-block-size:36px;font-size:13px;overflow-wrap:anywhere}
.chip button{min-inline-size:32px;min-block-size:32px;font-weight:700}
.first{padding:20px 16px;display:flex;flex-direction:column;gap:14px;overflow-y:auto;flex:1}
.first h3{margin:0;font-size:16px}
.first p{margin:0}
label{display:block;font-weight:600;margin-block-end:4px}
.soft{color:var(--soft);font-weight:400}
.fault{color:var(--wrong);margin:4px 0 0}
[aria-invalid=true]{border-color:var(--wrong);border-width:2px}
.go{background:var(--accent);color:var(--ink);border:1px solid var(--edge);border-radius:10px;min-block-size:44px;padding-inline:20px;font-weight:600}
.row{display:flex;gap:8px;align-items:flex-end;padding:8px 16px;border-block-start:1px solid var(--line)}
.row>div{flex:1}
.away{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:520px){.frame:not(.inline).opened{inset:0}.frame:not(.inline) .panel{position:fixed;inset:0;inline-size:100%;
block-size:100vh;block-size:100dvh;border:0;border-radius:0}.frame:not(.inline).opened .launcher{display:none}}
@media (prefers-reduced-motion:reduce){.panel{animation:none}}
@media (forced-colors:active){.launcher,.send,.go,.bubble{border:1px solid}}
`

/** Gives a shadow root these looks, in a way that no content security policy of the site forbids. */
export function dress(root: ShadowRoot) {
  if ('adoptedStyleSheets' in root && typeof CSSStyleSheet.prototype.replaceSync === 'function') {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(style)
    root.adoptedStyleSheets = [sheet]
  } else {
    const sheet = document.createElement('style')
    sheet.textContent = style
    root.prepend(sheet)
  }
}
