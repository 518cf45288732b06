// The script of a page with nothing but a text field: the least that typing can cost.
import './key-page.ts';

const field = document.createElement('textarea');
field.style.cssText = 'inline-size:800px;block-size:80px;font:14px/20px sans-serif';
document.body.append(field);
