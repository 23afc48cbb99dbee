"""What all pages share: access, rendering, the session, the clock, form fields."""
