// The manifest, filled for one registration.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const host = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i;

export function fill(appId, domain) {
  if (!guid.test(appId ?? '')) throw new Error(`APP_ID is '${appId ?? ''}'; it must be the app id of the bot's registration, a GUID.`);
  if (!host.test(domain ?? '')) throw new Error(`DOMAIN is '${domain ?? ''}'; it must be the bot's host name, such as bot.example.com, without https:// and path.`);
  const template = readFileSync(join(import.meta.dirname, 'manifest.template.json'), 'utf8');
  return template.replaceAll('{{APP_ID}}', appId.toLowerCase()).replaceAll('{{DOMAIN}}', domain.toLowerCase());
}
