// node package.mjs APP_ID DOMAIN [FILE]: writes the app package, a zip with the manifest and the icons at its root.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { fill } from './manifest.mjs';

try {
  const [appId, domain, file = 'clientbot-teams.zip'] = process.argv.slice(2);
  const icon = name => ({ name, data: readFileSync(join(import.meta.dirname, name)) });
  writeFileSync(file, zip([{ name: 'manifest.json', data: Buffer.from(fill(appId, domain)) }, icon('color.png'), icon('outline.png')]));
  console.log(`${file}: upload it in Teams under Apps > Manage your apps > Upload an app.`);
} catch (e) {
  console.error(`No package was made. ${e.message}`);
  process.exitCode = 1;
}

// Dated 1 January 1980, so that the same manifest makes the same bytes.
function zip(entries) {
  const files = [], directory = [];
  let offset = 0;
  for (const { name, data } of entries) {
    const packed = deflateRawSync(data, { level: 9 }), title = Buffer.from(name, 'utf8');
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt16LE(0, 6);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(data.length, 18);
    shared.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, title, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), shared, place, title]));
    files.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory), end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, index, end]);
}
