// Draws the two icons: a speech bubble with a wave that calms down. `node icons.mjs` writes color.png and outline.png.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';

const teal = [0x2b, 0x6f, 0x77], white = [0xff, 0xff, 0xff];

// All shapes live in a unit square and answer how far a point is inside (below zero) or outside.
const bubble = (x, y) => {
  const body = roundBox(x - 0.5, y - 0.45, 0.31, 0.23, 0.11);
  const tail = triangle(x, y, [0.31, 0.62], [0.50, 0.66], [0.30, 0.83]);
  return Math.min(body, tail);
};
const wave = (x, y) => {
  const t = (x - 0.29) / 0.42;
  if (t < 0 || t > 1) return 1;
  const calm = 0.12 * (1 - t) ** 1.6;
  const slope = Math.abs(calm * 7 * Math.PI * Math.cos(7 * Math.PI * t)) / 0.42;
  return Math.abs(y - 0.45 - calm * Math.sin(7 * Math.PI * t)) / Math.hypot(1, slope) - 0.019;
};

function roundBox(x, y, w, h, r) {
  const dx = Math.abs(x) - w + r, dy = Math.abs(y) - h + r;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - r;
}

function triangle(x, y, ...corners) {
  return Math.max(...corners.map(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % 3], ex = bx - ax, ey = by - ay;
    return ((x - ax) * ey - (y - ay) * ex) / Math.hypot(ex, ey);
  }));
}

// colour(x, y) gives [r, g, b, a], a from 0 to 1; each pixel is the mean of 8 x 8 points.
function draw(size, colour) {
  const fine = 8, rows = Buffer.alloc(size * (1 + size * 4));
  for (let py = 0; py < size; py++) {
    for (let px = 0; px < size; px++) {
      const sum = [0, 0, 0, 0];
      for (let i = 0; i < fine * fine; i++) {
        const [r, g, b, a] = colour((px + ((i % fine) + 0.5) / fine) / size, (py + (Math.floor(i / fine) + 0.5) / fine) / size);
        sum[0] += r * a; sum[1] += g * a; sum[2] += b * a; sum[3] += a;
      }
      const at = py * (1 + size * 4) + 1 + px * 4;
      for (let c = 0; c < 3; c++) rows[at + c] = sum[3] ? Math.round(sum[c] / sum[3]) : 0xff;
      rows[at + 3] = Math.round((sum[3] / (fine * fine)) * 255);
    }
  }
  return png(size, rows);
}

function png(size, rows) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]), out = Buffer.alloc(8 + data.length + 4);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), 8 + data.length);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

const color = draw(192, (x, y) => bubble(x, y) < 0 && wave(x, y) > 0 ? [...white, 1] : [...teal, 1]);
// Teams tints the outline itself: white on nothing, with a line of two pixels.
const outline = draw(32, (x, y) => {
  const u = 0.5 + (x - 0.5) * 0.74, v = 0.51 + (y - 0.5) * 0.74, d = bubble(u, v);
  return (d < 0 && d > -0.05) || (d <= -0.05 && wave(u, v) < 0.006) ? [...white, 1] : [...white, 0];
});
writeFileSync(join(import.meta.dirname, 'color.png'), color);
writeFileSync(join(import.meta.dirname, 'outline.png'), outline);
