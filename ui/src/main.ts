import './app.css';
import { mount } from 'svelte';
import App from './App.svelte';

if (location.pathname === '/') void import('./lib/basemap'); // the map's program comes while it is asked who is here and what is known

const target = document.getElementById('app');
if (target) mount(App, { target });
