fetch("https://tether.eggwite.moe/v1/users/123456789012345678")
    .then((r) => r.json())
    .then((data) => console.log(data));
