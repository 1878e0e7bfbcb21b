// node check.mjs [APP_ID DOMAIN]: the filled manifest against Microsoft's schema, which npm's @microsoft/app-manifest carries.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import { fill } from './manifest.mjs';

const [appId = '00000000-0000-4000-8000-000000000001', domain = 'bot.example.com'] = process.argv.slice(2);
const manifest = JSON.parse(fill(appId, domain));
const schemas = join(import.meta.dirname, 'node_modules/@microsoft/app-manifest/build/json-schemas/teams');
const schema = JSON.parse(readFileSync(join(schemas, `v${manifest.manifestVersion}`, 'MicrosoftTeams.schema.json'), 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: false });
formats(ajv);
if (!ajv.validate(schema, manifest)) {
  for (const fault of ajv.errors) console.error(`${fault.instancePath || '/'} ${fault.message}`);
  process.exitCode = 1;
} else {
  console.log(`the manifest is valid against schema ${manifest.manifestVersion}`);
}
