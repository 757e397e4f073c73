import { render } from 'preact';
import '../styles/phone.css';
import { TryOut } from './TryOut';

const root = document.getElementById('app');
if (root) render(<TryOut />, root);
