"""The basket of support: services, groups, sessions, attendance, allowances."""
