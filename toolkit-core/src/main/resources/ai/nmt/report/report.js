// Shows the values under the pointer. The page is complete without it.
for (const figure of document.querySelectorAll('.chart')) {
  const chart = JSON.parse(figure.dataset.chart);
  const svg = figure.querySelector('svg');
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  figure.append(tip);
  const cursor = document.createElementNS('http://www.w3.org/2000/svg', 'line');
  cursor.setAttribute('class', 'cursor');
  cursor.setAttribute('y1', chart.top);
  cursor.setAttribute('y2', chart.bottom);
  cursor.setAttribute('visibility', 'hidden');
  svg.append(cursor);

  const nearest = (points, updates) => {
    let low = 0;
    let high = points.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (points[middle][0] < updates) low = middle; else high = middle;
    }
    return updates - points[low][0] < points[high][0] - updates ? points[low] : points[high];
  };

  const line = (text, color) => {
    const row = document.createElement('div');
    if (color) {
      const mark = document.createElement('b');
      mark.textContent = '\u25CF ';
      mark.style.color = color;
      row.append(mark);
    }
    row.append(text);
    return row;
  };

  const hide = () => {
    tip.hidden = true;
    cursor.setAttribute('visibility', 'hidden');
  };

  svg.addEventListener('pointerleave', hide);
  svg.addEventListener('pointermove', event => {
    const box = svg.getBoundingClientRect();
    const x = (event.clientX - box.left) * chart.width / box.width;
    if (x < chart.left || x > chart.right) return hide();
    const share = (x - chart.left) / (chart.right - chart.left);
    const updates = chart.x0 + share * (chart.x1 - chart.x0);
    const hits = chart.curves.map(curve => [curve, nearest(curve.points, updates)]);
    const closest = hits.map(hit => hit[1][0])
      .reduce((a, b) => Math.abs(a - updates) <= Math.abs(b - updates) ? a : b);
    tip.replaceChildren(line('update ' + closest.toLocaleString('en')));
    for (const [curve, point] of hits) {
      const where = point[0] === closest ? '' : ' (update ' + point[0].toLocaleString('en') + ')';
      tip.append(line(curve.name + ' ' + point[1] + where, curve.color));
    }
    const at = chart.left
      + (closest - chart.x0) / (chart.x1 - chart.x0) * (chart.right - chart.left);
    cursor.setAttribute('x1', at);
    cursor.setAttribute('x2', at);
    cursor.setAttribute('visibility', 'visible');
    tip.hidden = false;
    const outer = figure.getBoundingClientRect();
    const left = event.clientX - outer.left;
    const flip = left + tip.offsetWidth + 20 > outer.width;
    tip.style.left = (flip ? left - tip.offsetWidth - 12 : left + 14) + 'px';
    tip.style.top = (event.clientY - outer.top + 12) + 'px';
  });
}
